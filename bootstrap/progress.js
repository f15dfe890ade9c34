const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const redrawMs = 100;
const heartbeatMs = 15_000;
const titleWidth = 14;

/**
 * Shows what is being done and how far it is: a live display on a terminal, plain lines elsewhere.
 * @param {{ stream: NodeJS.WriteStream, live: boolean, colours: boolean }} options
 */
export function createProgress({ stream, live, colours }) {
  const paint = (code, text) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const marks = { succeed: paint(32, '✓'), fail: paint(31, '✗') };
  const running = new Set();
  let drawnLines = 0;
  let timer = null;

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
    const frame = frames[Math.floor(Date.now() / redrawMs) % frames.length];
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

  const settle = (task, mark, text) => {
    if (!running.delete(task)) {
      return;
    }
    if (running.size === 0) {
      clearInterval(timer);
      timer = null;
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
        dismiss: () => {
          erase();
          running.delete(task);
          draw();
        },
      };
    },
  };
}

function describe({ title, phase, detail }, time) {
  const said = [phase, detail].filter((part) => part !== '').join(', ');
  return `${title.padEnd(titleWidth)}${said}${time === '' ? '' : `  (${time})`}`;
}

function elapsed(since) {
  const seconds = (Date.now() - since) / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  return seconds < 60
    ? `${Math.floor(seconds)} s`
    : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
