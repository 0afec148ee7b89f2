/** Seconds as a clock shows them: `0:05`, `3:41`, `1:02:05`; `0:00` for what is no time. */
export function clock(seconds: number): string {
  const whole = seconds > 0 && seconds < Infinity ? Math.floor(seconds) : 0;
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
