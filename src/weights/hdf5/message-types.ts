/** The numbers of the messages that are read: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html#ObjectHeaderMessages */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  oldFill: 0x04,
  fill: 0x05,
  link: 0x06,
  externalFiles: 0x07,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  oldModified: 0x0e,
  continuation: 0x10,
  symbolTable: 0x11,
  modified: 0x12,
  driver: 0x14,
  attributeInfo: 0x15,
  cacheImage: 0x18,
} as const;

/** Above this nothing is known. */
export const lastMessageType = 0x18;
