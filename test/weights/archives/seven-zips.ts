const archive = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

/** Each holds `evil.pkl`, a pickle that runs a command. */
export const sevenZips = {
  'LZMA2, with a packed header': archive(
    'N3q8ryccAARFgdeIoQAAAAAAAAAgAAAAAAAAAGju3nPgALoARF0AMZvKxrJ8Zd/fkVmfsdZ9SykxKj0VvaHZRhcgGwy1LufUOOkCL5wExV41Q8oQoauPYnsTloBtfyLKykm8OT2CsW0sYAAAAACBMweuD9KN0v1AwJDS/31pTY8ZumlmsLe4BL4PxCupaNYDwUy8pVSNs5cnhq2tdXXN3unVEZNhzd9gNN7EAe8NGe6aQ6B6qYOe4YXynm2Gf6RZHhcGTAEJVQAHCwEAASMDAQEFXQAQAAAMWgoBs7BvAgAA',
  ),
  Deflate64: archive(
    'N3q8ryccAAR8eJGWnwAAAAAAAAAgAAAAAAAAAP1CDfm1irsNgDAMBak9xVMqCsQAjAET8LGEC2KBHwXbg5ggTa45nXSrh8QT1EPaKdmWhGNPx6LwC9mJPzpwnwmLz4rz1qB5HlDjbAp5AQAAgTMHrg/SdAR9QMCQzuXfRSmDnBszJ1F03kqHXGAuY6KjpTm4fai8m7twNsnkzCAGbiLj/XWuYn/bzugNMNRtzlnNZ/akheEYol14NFy8B78VzcgXBkoBCVUABwsBAAEjAwEBBV0AEAAADFoKASuuZnQAAA==',
  ),
  'stored, with the filter for x86': archive(
    'N3q8ryccAARQZoz9FQAAAAAAAABOAAAAAAAAAKO74hRjb3MKc3lzdGVtCihTImlkIgp0Ui4BBAYAAQkVAAcLAQACAQAEAwMBAwEADBUVAAgKAarEuKcAAAUBGQYAAAAAAAAREwBlAHYAaQBsAC4AcABrAGwAAAAZABUGAQAggKSBAAA=',
  ),
};
/** Not even its list can be read without the password. */
export const encryptedSevenZip = archive(
  'N3q8ryccAATTq/DeIAAAAAAAAABeAAAAAAAAAGo1wk7wMqI6wZhd1kMkMCzK3camxVGaDEyDiGVb6L5mDXOYwQEEBgABCSAABwsBAAIkBvEHARJTD0MdqDhS4lUgUJTTiA16ij0hIQEAAQAMGRUACAoBqsS4pwAABQEZAQAREwBlAHYAaQBsAC4AcABrAGwAAAAZABUGAQAggKSBAAA=',
);
