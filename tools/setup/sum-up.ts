// sum-up REPORT.json…
//
// Closes a run of all tests: every failed one once more by name with what it said, since what is shown of a long run is often
// its end alone, then the sum. REPORT.first.json is of a file that ran once more because it failed: told, and not counted.
// Exit: 1 where a test failed, or where there was none.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Of vitest's JSON report (the form of Jest's) what a sum needs. */
const report = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
});

const SHOWN_OF_A_MESSAGE = 800;
let passed = 0;
let failed = 0;
let again = 0;
const tell = (word: 'FAILED' | 'RUN AGAIN', file: string, test: string, said: string) => {
  if (word === 'FAILED') failed += 1;
  else again += 1;
  console.log(
    `${word} ${file.replace(`${process.cwd()}/`, '')}: ${test}\n    ${said.replaceAll('\n', '\n    ')}`,
  );
};
/** A test that has failed may say more than once why: what it waited for comes after that it ran out of time. */
const saidBy = (messages: readonly string[]): string =>
  messages.map((each) => each.slice(0, SHOWN_OF_A_MESSAGE)).join('\n');
for (const path of process.argv.slice(2)) {
  const { numPassedTests, testResults } = report.parse(JSON.parse(readFileSync(path, 'utf8')));
  const word = path.endsWith('.first.json') ? 'RUN AGAIN' : 'FAILED';
  if (word === 'FAILED') passed += numPassedTests;
  for (const file of testResults) {
    const red = file.assertionResults.filter((test) => test.status === 'failed');
    for (const test of red) tell(word, file.name, test.fullName, saidBy(test.failureMessages ?? []));
    // a file that could not be loaded, or whose hooks failed: that one of its tests failed, too, does not say so
    const said = file.message ?? '';
    if (file.status === 'failed' && (red.length === 0 || said !== '')) {
      tell(word, file.name, 'the file itself', said.slice(0, SHOWN_OF_A_MESSAGE));
    }
  }
}
const more = again > 0 ? `, ${again} failed at the first try` : '';
console.log(`${passed} passed, ${failed} failed${more}`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
