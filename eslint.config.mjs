import { configs as lit } from 'eslint-plugin-lit';
import { configs as wc } from 'eslint-plugin-wc';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layersRule } from './tools/lint-layers.mjs';

const FETCH = [
  {
    selector:
      'CallExpression[callee.name="fetch"], MemberExpression[property.name="fetch"][object.name=/^(window|globalThis|self)$/]',
    message: 'Requests belong in src/providers/http.ts.',
  },
];

/** What outlives the code that started it, unless somebody ends it. */
const LIFECYCLE = [
  {
    selector:
      'CallExpression[callee.property.name="addEventListener"]:matches([callee.object.name=/^(window|document|globalThis|self)$/], [callee.object.property.name=/^(ownerDocument|defaultView|documentElement|body)$/])',
    message:
      'Listeners outside the element belong in a controller that takes them away again (EXEMPT in eslint.config.mjs).',
  },
  {
    selector:
      'CallExpression:matches([callee.name=/^(setTimeout|setInterval|requestAnimationFrame|requestIdleCallback)$/], [callee.property.name=/^(setTimeout|setInterval|requestAnimationFrame|requestIdleCallback)$/][callee.object.name=/^(window|globalThis|self)$/])',
    message:
      'Timers and frames belong in a controller that cancels them (EXEMPT in eslint.config.mjs).',
  },
  {
    selector: 'NewExpression[callee.name=/^(Resize|Intersection|Mutation|Performance)Observer$/]',
    message:
      'Observers belong in a controller that disconnects them (EXEMPT in eslint.config.mjs).',
  },
];

const MARKUP = [
  {
    selector:
      'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/], CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment)$/], CallExpression[callee.object.name="document"][callee.property.name=/^write(ln)?$/]',
    message: 'Everything from outside is text: render it with a Lit template.',
  },
  {
    selector: 'ImportSpecifier[imported.name=/^(unsafeHTML|unsafeSVG|unsafeMathML|unsafeCSS)$/]',
    message: 'Everything from outside is text: render it with a Lit template.',
  },
  {
    selector: 'ImportSpecifier[imported.name="styleMap"]',
    message:
      'styleMap writes a style attribute, which a strict CSP blocks: set values through CSSOM.',
  },
  {
    selector: 'TemplateElement[value.raw=/\\sstyle\\s*=/]',
    message: 'A style attribute is blocked by a strict CSP: set values through CSSOM.',
  },
];

const MODULES = [
  {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name, so that a thing has one name everywhere.',
  },
];

const inbox = 'src/elements/conversation-inbox';
const player = 'src/elements/recording-player';

/** Files that may do what the others may not, each with its reason. */
const EXEMPT = [
  { file: 'src/providers/http.ts', may: [FETCH], why: 'the one place that talks HTTP' },
  {
    file: 'src/internal/playback/whole.ts',
    may: [FETCH],
    why: 'media where an audio object is not enough',
  },
  { file: 'src/internal/playback/upkeep.ts', may: [LIFECYCLE], why: 'lives as long as the page' },
  {
    file: 'src/internal/playback/link.ts',
    may: [LIFECYCLE],
    why: 'renews what plays, while it plays',
  },
  { file: 'src/internal/playback/seeking.ts', may: [LIFECYCLE], why: 'a timer that ends a search' },
  { file: 'src/internal/playback/passage-jumps.ts', may: [LIFECYCLE], why: 'jumps while it plays' },
  { file: 'src/internal/save-file.ts', may: [LIFECYCLE], why: 'frees what was saved' },
  {
    file: 'src/internal/playback/recovery.ts',
    may: [LIFECYCLE],
    why: 'ends when it is called off',
  },
  {
    file: `${inbox}/quick-search.ts`,
    may: [LIFECYCLE],
    why: 'a pause in typing; the toolbar ends it',
  },
  {
    file: `${inbox}/agent-choice.ts`,
    may: [LIFECYCLE],
    why: 'a pause in typing; ends with the dialog',
  },
  { file: 'src/internal/playback/watchdog.ts', may: [LIFECYCLE], why: 'watches only what plays' },
  { file: 'src/internal/playback/polling.ts', may: [LIFECYCLE], why: 'ends when nobody looks' },
  { file: 'src/proxy/handler.ts', may: [FETCH], why: 'the server side asks its upstream' },
  { file: 'src/proxy/upstream.ts', may: [LIFECYCLE], why: 'a timer that ends with its request' },
  { file: 'src/providers/wait.ts', may: [LIFECYCLE], why: 'a timer that ends with its signal' },
  {
    file: 'src/testing/settle.ts',
    may: [LIFECYCLE],
    why: 'a timer that ends with what it waits for',
  },
  { file: `${inbox}/page-clock.ts`, may: [LIFECYCLE], why: 'lends the list its clock' },
  {
    file: `${inbox}/inbox-loading.ts`,
    may: [LIFECYCLE],
    why: 'controller that hears of the network',
  },
  { file: `${inbox}/table-viewport.ts`, may: [LIFECYCLE], why: 'controller of scroll and size' },
  { file: `${inbox}/grid-events.ts`, may: [LIFECYCLE], why: 'waits for the context menu' },
  { file: `${inbox}/pointer-drag.ts`, may: [LIFECYCLE], why: 'listens while a pointer is down' },
  { file: `${inbox}/row-order.ts`, may: [LIFECYCLE], why: 'controller that waits for rest' },
  { file: `${inbox}/row-selection.ts`, may: [LIFECYCLE], why: 'controller of the selection' },
  {
    file: `${inbox}/drag-selection.ts`,
    may: [LIFECYCLE],
    why: 'controller of a pointer that is down',
  },
  { file: `${inbox}/keeper.ts`, may: [LIFECYCLE], why: 'controller of URL and storage' },
  { file: `${inbox}/page-cache.ts`, may: [LIFECYCLE], why: 'the page is left and comes back' },
  { file: `${inbox}/copy-link.ts`, may: [LIFECYCLE], why: 'controller that takes "Copied" away' },
  { file: `${inbox}/find-text.ts`, may: [LIFECYCLE], why: 'controller that works when idle' },
  { file: `${inbox}/print-table.ts`, may: [LIFECYCLE], why: 'controller of printing' },
  {
    file: 'src/elements/conversation-detail/email-frame.ts',
    may: [LIFECYCLE],
    why: 'watches the height of what is in its frame',
  },
  {
    file: 'src/define/when-used.ts',
    may: [LIFECYCLE],
    why: 'lives until the page has the element',
  },
  {
    file: 'src/elements/conversation-detail/in-step.ts',
    may: [LIFECYCLE],
    why: 'controller of frames, while it plays',
  },
  {
    file: 'src/elements/conversation-detail/turn-source.ts',
    may: [LIFECYCLE],
    why: 'controller of the frame in which what was said is rendered',
  },
  {
    file: 'src/elements/conversation-detail/turn-window.ts',
    may: [LIFECYCLE],
    why: 'controller of heights, printing and the rest after scrolling',
  },
  { file: `${player}/delay.ts`, may: [LIFECYCLE], why: 'the controller of timers' },
  { file: `${player}/room.ts`, may: [LIFECYCLE], why: 'controller of the width' },
  { file: `${player}/timeline.ts`, may: [LIFECYCLE], why: 'controller of frames, sizes, views' },
  { file: `${inbox}/tooltip.ts`, may: [LIFECYCLE], why: 'controller with a delay' },
];

const restricted = (may = []) => [
  'error',
  ...[FETCH, LIFECYCLE, MARKUP, MODULES].filter((group) => !may.includes(group)).flat(),
];

const SLEEPS_AND_SKIPS = [
  {
    selector:
      'CallExpression[callee.name=/^(setTimeout|setInterval|aTimeout)$/], ImportSpecifier[imported.name="aTimeout"], ImportDeclaration[source.value=/^(node:)?timers/]',
    message: 'Tests never sleep: use an injected clock, or await a promise that the test resolves.',
  },
  {
    selector:
      'MemberExpression[object.name=/^(it|describe|test)$/][property.name=/^(only|skip|todo)$/]',
    message: 'Every test runs, or it is not there.',
  },
];

export default defineConfig(
  { ignores: ['dist/', 'storybook-static/', 'coverage/', '.cache/', 'custom-elements.json'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    files: ['src/**/*.ts', 'stories/**/*.ts', 'demo/**/*.ts'],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended']],
    plugins: { house: { rules: { layers: layersRule } } },
    rules: {
      'house/layers': 'error',
      'no-restricted-syntax': restricted(),
      'no-console': ['error', { allow: ['warn', 'error'] }],
      // What is written for readers does not make code longer.
      'max-lines': ['error', { max: 400, skipComments: true }],
    },
  },
  ...EXEMPT.map(({ file, may }) => ({
    files: [file],
    rules: { 'no-restricted-syntax': restricted(may) },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...SLEEPS_AND_SKIPS],
      // Chai asserts by reading a property.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
