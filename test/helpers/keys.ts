/** Real keys and a real mouse, as the browser gets them from a person. */
import { sendKeys } from '@web/test-runner-commands';

/** Presses keys one after the other; `Control+End` holds one of them meanwhile. */
export async function press(...keys: string[]): Promise<void> {
  for (const combination of keys) {
    const names = combination.split('+');
    const key = names.pop()!;
    for (const held of names) await sendKeys({ down: held });
    await sendKeys({ press: key });
    for (const held of names) await sendKeys({ up: held });
  }
}
