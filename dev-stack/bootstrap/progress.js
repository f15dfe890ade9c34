const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
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
 * Shows what is being done and how far it is: a live display on a terminal, plain lines elsewhere.
 * @param {{ stream: NodeJS.WriteStream, live: boolean, colours: boolean }} options
 * @returns {Progress}
 */
export function createProgress({ stream, live, colours }) {
  /** @type {(code: number, text: string) => string} */
  const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const marks = { succeed: paint(32, '✓'), fail: paint(31, '✗') };
  /** @type {Set<ShownTask>} */
  const running = new Set();
  let drawnLines = 0;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;

  /** @param {string} text */
  const write = (text) => {
    erase();
    stream.write(`${text}\n`);
    draw();
  };

  const erase = () => {
    if (drawnLines > 0) {
      stream.write(`\u001b[${drawnLines}A\u001b[J`);
      drawnLines = 0;
    }
  };

  const draw = () => {
    if (!live || running.size === 0) {
      return;
    }
    const frame = frames[Math.floor(Date.now() / redrawMs) % frames.length] ?? '';
    const width = Math.max(20, (stream.columns || 80) - 1);
    for (const task of running) {
      stream.write(`${`  ${frame} ${describe(task, elapsed(task.since))}`.slice(0, width)}\n`);
    }
    drawnLines = running.size;
  };

  const tick = () => {
    if (live) {
      erase();
      draw();
      return;
    }
    for (const task of running) {
      if (Date.now() - task.shownAt >= heartbeatMs) {
        task.shownAt = Date.now();
        stream.write(`    ${describe(task, elapsed(task.since))}\n`);
      }
    }
  };

  /** @type {(task: ShownTask, mark: string, text: string) => void} */
  const settle = (task, mark, text) => {
    if (!running.delete(task)) {
      return;
    }
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    const took = Date.now() - task.since;
    write(
      `  ${mark} ${describe({ ...task, phase: text, detail: '' }, took < 50 ? '' : elapsed(task.since))}`,
    );
  };

  return {
    line: (text = '') => write(text),
    task: (title) => {
      const task = { title, phase: '', detail: '', since: Date.now(), shownAt: Date.now() };
      running.add(task);
      timer ??= setInterval(tick, redrawMs).unref();
      return {
        phase: (text) => {
          task.phase = text;
          task.detail = '';
          if (!live) {
            task.shownAt = Date.now();
            stream.write(`    ${describe(task, '')}\n`);
          }
        },
        detail: (text) => {
          task.detail = text;
        },
        succeed: (text) => settle(task, marks.succeed, text),
        fail: (text) => settle(task, marks.fail, text),
      };
    },
  };
}

/**
 * @param {Pick<ShownTask, 'title' | 'phase' | 'detail'>} task
 * @param {string} time
 */
function describe({ title, phase, detail }, time) {
  const text = [phase, detail].filter((part) => part !== '').join(', ');
  return `${title.padEnd(titleWidth)}${text}${time === '' ? '' : `  (${time})`}`;
}

/** @param {number} since in milliseconds */
function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  return seconds < 60
    ? `${Math.floor(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
