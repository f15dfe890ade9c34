const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const redrawMs = 100;
const heartbeatMs = 15_000;
const titleWidth = 14;

/**
 * One thing under way. It ends with either `succeed` or `fail`.
 * @typedef {object} ProgressTask
 * @property {(text: string) => void} phase names the current step; on a plain stream each phase is one line
 * @property {(text: string) => void} detail says how far the step is; on a plain stream it is written every 15 s only
 * @property {(text: string) => void} succeed
 * @property {(text: string) => void} fail
 */

/**
 * The display of what is under way while the stack is prepared and started.
 * @typedef {object} Progress
 * @property {(text?: string) => void} line
 * @property {(title: string) => ProgressTask} task
 */

/** @typedef {{ title: string, phase: string, detail: string, since: number, shownAt: number }} ShownTask */

/**
 * Shows on the standard output what is being done and how far it is.
 * @param {{ live?: boolean }} [options] `live`: a display that moves, as on a person's terminal, instead of plain lines
 * @returns {Progress}
 */
export function createProgress({ live = Boolean(process.stdout.isTTY) && !process.env.CI } = {}) {
  const stream = process.stdout;
  const colours = live && !process.env.NO_COLOR;
  /** @type {(code: number, text: string) => string} */
  const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  /** @type {Set<ShownTask>} */
  const running = new Set();
  let drawnLines = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  /**
   * Writes what stays, and draws what moves below it.
   * @param {string} [text]
   */
  const write = (text) => {
    if (drawnLines > 0) {
      stream.write(`\u001b[${drawnLines}A\u001b[J`);
    }
    if (text !== undefined) {
      stream.write(`${text}\n`);
    }
    drawnLines = live ? running.size : 0;
    const frame = frames[Math.floor(Date.now() / redrawMs) % frames.length];
    for (const task of live ? running : []) {
      const line = `  ${frame} ${describe(task, elapsed(task.since))}`;
      stream.write(`${line.slice(0, Math.max(20, (stream.columns || 80) - 1))}\n`);
    }
  };

  const tick = () => {
    if (live) {
      write();
    }
    for (const task of live ? [] : running) {
      if (Date.now() - task.shownAt >= heartbeatMs) {
        task.shownAt = Date.now();
        write(`    ${describe(task, elapsed(task.since))}`);
      }
    }
  };

  /** @type {(task: ShownTask, mark: string, phase: string) => void} */
  const settle = (task, mark, phase) => {
    if (!running.delete(task)) {
      return;
    }
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    const time = Date.now() - task.since < 50 ? '' : elapsed(task.since);
    write(`  ${mark} ${describe({ ...task, phase, detail: '' }, time)}`);
  };

  return {
    line: (text = '') => write(text),
    task: (title) => {
      const task = { title, phase: '', detail: '', since: Date.now(), shownAt: Date.now() };
      running.add(task);
      timer ??= setInterval(tick, redrawMs).unref();
      return {
        phase: (phase) => {
          Object.assign(task, { phase, detail: '', shownAt: Date.now() });
          if (!live) {
            write(`    ${describe(task, '')}`);
          }
        },
        detail: (text) => {
          task.detail = text;
        },
        succeed: (text) => settle(task, paint(32, '✓'), text),
        fail: (text) => settle(task, paint(31, '✗'), text),
      };
    },
  };
}

/** @type {(task: Pick<ShownTask, 'title' | 'phase' | 'detail'>, time: string) => string} */
function describe({ title, phase, detail }, time) {
  const text = [phase, detail].filter((part) => part !== '').join(', ');
  return `${title.padEnd(titleWidth)}${text}${time === '' ? '' : `  (${time})`}`;
}

/** @param {number} since in milliseconds */
function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  const [minutes, rest] = [Math.floor(seconds / 60), Math.floor(seconds % 60)];
  return seconds < 10 ? `${seconds.toFixed(1)} s` : `${minutes > 0 ? `${minutes} min ` : ''}${rest} s`;
}
