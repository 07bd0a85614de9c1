const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayLength = 86_400_000;

/** `today 14:02`, `yesterday 17:26`, else `21 Nov 2026`, in local time; the text itself where it is no date. */
export function moment(iso: string, now: Date): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const clock = `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
  const age = startOfDay(now) - startOfDay(time);
  if (age === 0) return `today ${clock}`;
  if (age === 1) return `yesterday ${clock}`;
  return `${time.getDate()} ${months[time.getMonth()]} ${time.getFullYear()}`;
}

/** `2026-11-21` → `21 Nov 2026`, whatever the time zone; the text itself where it is no date. */
export function calendarDate(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso) ?? [];
  const name = months[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} ${name} ${year}`;
}

/** Whole days from a calendar date to now; undefined where it is no date or lies ahead. */
export function daysSince(iso: string, now: Date): number | undefined {
  const days = Math.floor((now.getTime() - Date.parse(iso)) / dayLength);
  return days >= 0 ? days : undefined;
}

/** The number of the local day. */
function startOfDay(time: Date): number {
  return Math.round(Date.UTC(time.getFullYear(), time.getMonth(), time.getDate()) / dayLength);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
