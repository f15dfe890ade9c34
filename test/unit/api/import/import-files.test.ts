import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLineReader } from '../../../../src/api/v1/imports/columns.js';
import {
  type FileFormat,
  type FileLine,
  fileFormats,
  readFileLines,
  writeFileHead,
  writeFileLine,
} from '../../../../src/api/v1/imports/file-lines.js';
import { readImport } from '../../../../src/api/v1/imports/read-import.js';
import { usualSettings } from '../../../support/interface.js';
import { importLine } from '../samples.js';

const readLine = createLineReader(usualSettings);
const csvHead = Object.keys(importLine).join(',');
const csvLine = Object.values(importLine).join(',');

/** Cuts a file into pieces as they may arrive, in the middle of lines and of characters. */
function* pieces(text: string, size = 997): Generator<Buffer> {
  const file = Buffer.from(text);
  for (let begin = 0; begin < file.length; begin += size) yield file.subarray(begin, begin + size);
}

/** Gives the lines of a file that are not empty. */
async function linesOf(text: string, format: FileFormat, pieceSize?: number): Promise<FileLine[]> {
  const lines: FileLine[] = [];
  for await (const line of readFileLines(pieces(text, pieceSize), format)) {
    if (!('empty' in line)) lines.push(line);
  }
  return lines;
}

describe('a CSV file', () => {
  it('a CSV file gives the line of each trunk, also after empty lines and quoted line breaks', async () => {
    const lines = await linesOf('phone_number,nickname\n1001,a\n\n1002,"b\nc"\n1003,d\n', 'csv');

    expect(lines.map(({ line }) => line)).toEqual([2, 4, 6]);
    expect(lines[1]).toMatchObject({ fields: { phone_number: '1002', nickname: 'b\nc' } });
  });

  it('a CSV file may begin with a byte order mark and end its lines as Windows does', async () => {
    expect(await linesOf('\uFEFFphone_number,nickname\r\n1001,a\r\n', 'csv')).toEqual([
      { line: 2, fields: { phone_number: '1001', nickname: 'a' } },
    ]);
  });

  it('a CSV file reads empty cells as none, addresses as a list, and true and false as such', async () => {
    const head = 'phone_number,nickname,allowed_inbound_ips,outbound_proxy';
    const [first, second] = await linesOf(
      `${head}\n1001,,203.0.113.7; 203.0.113.8,false\n1002,,,maybe\n`,
      'csv',
    );

    expect(first).toEqual({
      line: 2,
      fields: {
        phone_number: '1001',
        nickname: null,
        allowed_inbound_ips: ['203.0.113.7', '203.0.113.8'],
        outbound_proxy: false,
      },
    });
    expect(second).toMatchObject({ fields: { allowed_inbound_ips: [], outbound_proxy: 'maybe' } });
  });

  it('a CSV file counts a line break in a cell as one line, whichever it is', async () => {
    const file = ['phone_number,nickname', '1001,"a\r\nb"', '1002,"a\rb"', '1003,"a\nb"', '1004,d', ''];

    expect((await linesOf(file.join('\r\n'), 'csv')).map(({ line }) => line)).toEqual([2, 4, 6, 8]);
  });

  it('a CSV file gives the line of a record whose quotation mark is not closed', async () => {
    expect(await linesOf('phone_number\r\n"1\r\n2"\r\n"1003\r\n1004\r\n', 'csv')).toMatchObject([
      { line: 2, fields: { phone_number: '1\r\n2' } },
      { line: 4, problem: expect.stringContaining('quotation mark') },
    ]);
  });

  it('a CSV file may end its lines in several ways', async () => {
    expect(await linesOf('phone_number,nickname\r\n1001,a\n1002,b\r1003,c', 'csv')).toMatchObject([
      { line: 2, fields: { phone_number: '1001', nickname: 'a' } },
      { line: 3, fields: { phone_number: '1002', nickname: 'b' } },
      { line: 4, fields: { phone_number: '1003', nickname: 'c' } },
    ]);
  });

  it('a CSV file may have rows of nothing but empty cells, which are passed over', async () => {
    expect(await linesOf('phone_number,nickname\n,\n  ,""\n1001,a\n,,,,,\n', 'csv')).toMatchObject([
      { line: 4 },
    ]);
  });

  it('a CSV file keeps the spaces at the edges of names and passwords, and no others', async () => {
    const head =
      ' phone_number ,nickname, sip_username,sip_password,sip_address,allowed_inbound_ips,agent_name';
    const row = ' 1001 , Desk ,user , pw with edges , sip.provider.com ," 203.0.113.7; 203.0.113.8; ", sales';

    expect(await linesOf(`${head}\n${row}\n`, 'csv')).toEqual([
      {
        line: 2,
        fields: {
          phone_number: '1001',
          nickname: ' Desk ',
          sip_username: 'user ',
          sip_password: ' pw with edges ',
          sip_address: 'sip.provider.com',
          allowed_inbound_ips: ['203.0.113.7', '203.0.113.8'],
          agent_name: ' sales',
        },
      },
    ]);
  });

  it('a CSV file is not repeated in the answer when the header is missing: its first row has a password', async () => {
    const [line] = await linesOf(`${csvLine}\n${csvLine}\n`, 'csv');

    expect(line).toMatchObject({
      line: 1,
      problem: expect.stringMatching(/^The first line must be the head/),
    });
    for (const cell of ['pa55word', 'myuser', '+14155550101']) {
      expect(line).not.toMatchObject({ problem: expect.stringContaining(cell) });
    }
  });

  it('a CSV file has only what looks like a name repeated out of a head', async () => {
    expect(await linesOf('phone_number,sip_adress,pa55 word,x-y\n1,2,3,4\n', 'csv')).toMatchObject([
      { problem: expect.stringMatching(/unknown: sip_adress \(did you mean sip_address\?\), 2 more\.$/) },
    ]);
  });

  it.each([
    ['a column that does not exist', 'phone_number,sip_adress\n1,2\n', /unknown: sip_adress/],
    ['a column twice', 'phone_number,phone_number\n1,2\n', /twice/],
    ['a line that is longer than its head', 'phone_number\n1001,more\n', /2 cells, but the head has 1/],
    ['a quotation mark that is not closed', 'phone_number\n"1001\n', /quotation mark/],
  ])('a CSV file is refused with %s', async (_what, text, problem) => {
    expect(await linesOf(text, 'csv')).toMatchObject([{ problem: expect.stringMatching(problem) }]);
  });
});

describe('a file of JSON lines', () => {
  it('a file of JSON lines gives the line of each trunk', async () => {
    expect(await linesOf('{"phone_number":"1001"}\n\n{"phone_number":"1002"}', 'jsonl')).toEqual([
      { line: 1, fields: { phone_number: '1001' } },
      { line: 3, fields: { phone_number: '1002' } },
    ]);
  });

  it.each(['{', '[]', '"1001"', 'null'])(
    'a file of JSON lines is refused with %s on a line',
    async (text) => {
      expect(await linesOf(text, 'jsonl')).toMatchObject([{ line: 1, problem: expect.any(String) }]);
    },
  );
});

describe('what is written', () => {
  const awkward = [
    ' with edges ',
    '\ttab',
    'a "b", c',
    '"',
    'one;two,three',
    '=1+1',
    '+44',
    '-x',
    '@y',
    'line\nbreak',
    'line\r\nbreak',
    'lone\rbreak',
    '電話 ☎️ Zoë',
    '\uFEFFmark',
    '#',
    '   ',
    'null',
    '\\',
  ];

  it.each(fileFormats)('what is written can be read again as it was, as %s', async (format) => {
    const names = ['phone_number', 'nickname', 'sip_username', 'sip_password', 'allowed_inbound_ips'];
    const trunks = awkward.map((text, index) => ({
      phone_number: String(1000 + index),
      nickname: text,
      sip_username: text,
      sip_password: text,
      allowed_inbound_ips: ['203.0.113.7/32', '198.51.100.0/24'],
    }));

    const text =
      writeFileHead(names, format) + trunks.map((values) => writeFileLine(values, format)).join('');

    const read = (await linesOf(text, format)).map((line) => ('fields' in line ? line.fields : line.problem));
    expect(read).toEqual(trunks);
  });
});

describe('the trunks of a file', () => {
  const read = (text: string, defaultAgent: string | null = null) =>
    readImport(pieces(text), 'csv', readLine, defaultAgent);
  const problemsIn = async (text: string) => {
    const reading = await read(text);
    return reading.ok ? [] : reading.problems;
  };

  it('the trunks of a file are answered by the default agent, unless a column says otherwise', async () => {
    const agentOf = async (text: string) => {
      const reading = await read(text, 'reception');
      return reading.ok ? reading.lines[0]?.request.settings.agentName : undefined;
    };

    expect(await agentOf(`${csvHead}\n${csvLine}\n`)).toBe('reception');
    expect(await agentOf(`${csvHead},agent_name\n${csvLine},sales\n`)).toBe('sales');
    expect(await agentOf(`${csvHead},agent_name\n${csvLine},\n`)).toBeNull();
  });

  it('the trunks of a file must not have a number twice, in whatever form LiveKit takes for the same', async () => {
    const extension = csvLine.replace('+14155550101', '14155550101');
    const file = `${csvHead},sip_trunk_type\n${csvLine},number\n${extension},extension\n`;

    expect(await problemsIn(file)).toEqual([
      { line: 3, field: 'phone_number', message: 'Phone number stands on line 2 already.' },
    ]);
  });

  it.each([
    ['auth', '203.0.113.7', /must be empty/],
    ['ip', '', /At least one/],
    ['auth_and_ip', '', /At least one/],
  ])('the trunks of a file must not ask for %s with the addresses "%s"', async (type, ips, message) => {
    const text = `${csvHead},allowed_inbound_ips\n${csvLine.replace(/auth$/, type)},${ips}\n`;

    expect(await problemsIn(text)).toEqual([
      { line: 2, field: 'allowed_inbound_ips', message: expect.stringMatching(message) },
    ]);
  });

  it.each([
    ['442071838750', '+442071838750'],
    ['00442071838751', '+442071838751'],
    ['02071838752', '+442071838752 (GB)'],
    ['4155550133', '+14155550133 (US)'],
    ['020-7183-8753', '+442071838753 (GB)'],
    ['(415) 555-0133', '+14155550133 (US)'],
    ['1-415-555-0133', '+14155550133'],
    ['011442071838750', '+442071838750'],
    ['44.20.7183.8750', '+442071838750'],
    ['+44 20 7183 8750', '+442071838750'],
    ['tel:+442071838750', '+442071838750'],
    ['15551234567', '+15551234567'],
  ])(
    'the trunks of a file must not have %s, a number without its plus, in either format: it is probably %s',
    async (number, probable) => {
      const problem = [{ field: 'phone_number', message: expect.stringContaining(`probably ${probable}`) }];
      expect(await problemsIn(`${csvHead}\n${csvLine.replace('+14155550101', number)}\n`)).toMatchObject(
        problem,
      );
      const asJson = JSON.stringify({ ...importLine, phone_number: number });
      expect(await readImport(pieces(asJson), 'jsonl', readLine, null)).toMatchObject({
        ok: false,
        problems: problem,
      });
    },
  );

  it.each([
    ['DE', '03012345670', '+493012345670.'],
    ['FR', '0612345678', '+33612345678.'],
    ['IN', '9123456789', '+919123456789.'],
  ])(
    'the trunks of a file must not have a number without its plus; the country %s says that %s is %s',
    async (country, number, probable) => {
      const row = `${csvLine.replace('+14155550101', number)},${country}`;
      expect(await problemsIn(`${csvHead},country_code\n${row}\n`)).toMatchObject([
        { message: expect.stringContaining(`probably ${probable}`) },
      ]);
    },
  );

  it.each(['442071838750', '02071838752', '020-7183-8753', '1234567'])(
    'the trunks of a file may have the extension %s if the line says that it is one',
    async (number) => {
      const row = `${csvLine.replace('+14155550101', number)},extension`;
      expect(await problemsIn(`${csvHead},sip_trunk_type\n${row}\n`)).toEqual([]);
      const asNumber = row.replace(/extension$/, 'number');
      expect(await problemsIn(`${csvHead},sip_trunk_type\n${asNumber}\n`)).toMatchObject([
        { field: 'phone_number', message: expect.stringContaining('must be in E.164 format') },
      ]);
    },
  );

  it.each(['1000', '123456', 'desk-7', '*98', '1-000'])(
    'the trunks of a file may have the extension %s without its type',
    async (number) => {
      expect(await problemsIn(`${csvHead}\n${csvLine.replace('+14155550101', number)}\n`)).toEqual([]);
    },
  );

  it('the trunks of a file must have a country in every line of an extension that dials nationally', async () => {
    const extension = csvLine.replace('+14155550101', '1000').replace('+e164', 'national');
    const head = `${csvHead},country_code`;

    expect(await problemsIn(`${head}\n${extension},\n`)).toEqual([
      { line: 2, field: 'sip_calling_format', message: expect.stringContaining('cannot be national') },
    ]);
    expect(await problemsIn(`${head}\n${extension},RO\n`)).toEqual([]);
  });

  it('the trunks of a file must be one at least, and ten thousand at most', async () => {
    expect(await problemsIn(`${csvHead}\n`)).toMatchObject([{ message: 'The file has no trunk.' }]);
    const many = Array.from({ length: 10_001 }, () => csvLine).join('\n');
    expect(await problemsIn(`${csvHead}\n${many}\n`)).toEqual([
      { line: 10_002, field: 'body', message: expect.stringContaining('more than 10000 trunks') },
    ]);
  });

  it('the trunks of a file must not have fields that do not exist, in either format', async () => {
    const reading = await readImport(
      pieces(JSON.stringify({ ...importLine, sip_pasword: 'x' })),
      'jsonl',
      readLine,
      null,
    );

    expect(reading).toMatchObject({
      ok: false,
      problems: [
        { line: 1, field: 'sip_pasword', message: 'sip_pasword is not a field; did you mean sip_password?' },
      ],
    });
  });

  it('the trunks of a file name a few of the unknown fields, however many a line has', async () => {
    const unknown = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`k${index}`, 0]));
    const reading = await readImport(
      pieces(JSON.stringify({ ...importLine, ...unknown })),
      'jsonl',
      readLine,
      null,
    );

    expect(reading).toMatchObject({ ok: false });
    const problems = reading.ok ? [] : reading.problems;
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toEqual({
      line: 1,
      field: 'body',
      message: 'There are 4980 more fields that do not exist.',
    });
  });

  it('the trunks of a file let other requests be served, also while all ten thousand are checked', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      JSON.stringify({ ...importLine, phone_number: `+1415${String(5_000_000 + index)}` }),
    );
    let callbacksOfOthers = 0;
    let chain = setImmediate(function next() {
      callbacksOfOthers += 1;
      chain = setImmediate(next);
    });

    const reading = await readImport(pieces(lines.join('\n')), 'jsonl', readLine, null);

    clearImmediate(chain);
    expect(reading.ok).toBe(true);
    expect(callbacksOfOthers).toBeGreaterThan(2);
  });
});

describe('a file that a spreadsheet has saved', () => {
  const readFile = (text: string) => readImport(pieces(text), 'csv', readLine, null);
  const problemsIn = async (text: string) => {
    const reading = await readFile(text);
    return reading.ok ? [] : reading.problems;
  };
  const file = (delimiter: string, end = '') =>
    [csvHead, csvLine, csvLine.replace('0101', '0102')]
      .map((row) => row.replaceAll(',', delimiter) + end)
      .join('\r\n');

  it.each([
    ['commas', file(',')],
    ['semicolons', file(';')],
    ['tabs', file('\t')],
    ['semicolons and sep=', `sep=;\r\n${file(';')}`],
    ['commas and sep= in capitals', `SEP=,\n${file(',')}`],
    ['sep= in quotation marks and empty cells after it', `"sep=;";;;\r\n${file(';')}`],
    ['tabs and sep= after a byte order mark', `\uFEFFsep=\t\r\n${file('\t')}`],
    ['empty cells at the right edge of every row', file(';', ';;;')],
    ['empty cells at the right edge of the rows', `${csvHead}\r\n${csvLine},,, \r\n,,,,,,,,,\r\n`],
    ['a head in quotation marks', file(';').replace(/^[^\r]+/, (head) => `"${head.replaceAll(';', '";"')}"`)],
  ])('can have %s', async (_what, text) => {
    expect(await problemsIn(text)).toEqual([]);
  });

  it('counts the line that only names the separator', async () => {
    const broken = file(';').replace('+14155550102', '14155550102');
    expect(await problemsIn(`sep=;\r\n${broken}`)).toMatchObject([{ line: 4, field: 'phone_number' }]);
    expect(await problemsIn(`sep=|\r\n${broken}`)).toMatchObject([{ line: 1, field: 'body' }]);
  });

  it.each([
    ['TRUE', true],
    ['False', false],
    ['true', true],
    ['FALSE', false],
  ])('writes %s for %s', async (written, value) => {
    const reading = await readFile(`${csvHead},accept_national\n${csvLine},${written}\n`);
    const request = reading.ok ? reading.lines[0]?.request : undefined;
    expect(request?.settings.otherForms !== undefined).toBe(value);
  });

  it.each([
    ['phone_number', '+14155550101', '1.41556E+10', /scientific notation/],
    ['phone_number', '+14155550101', '4,42072E+11', /scientific notation/],
    ['sip_password', 'pa55word', '1.23457E+15', /scientific notation/],
    ['phone_number', '+14155550101', '442071838750.0', /decimals/],
    ['phone_number', '+14155550101', '02-Jan', /a date/],
    ['phone_number', '+14155550101', 'Jan-26', /a date/],
    ['phone_number', '+14155550101', '1/2/2026', /a date/],
    ['phone_number', '+14155550101', '2026-01-02', /a date/],
    ['sip_calling_format', '+e164', '0', /run \+e164 as a formula/],
    ['sip_calling_format', '+e164', '#NAME?', /as a formula/],
    ['phone_number', '+14155550101', '14155550101', /without its plus: probably \+14155550101/],
  ])('has a %s that was %s and is %s now, and the report says so', async (field, before, after, message) => {
    const cells = csvLine.replace(before, after.includes(',') ? `"${after}"` : after);
    expect(await problemsIn(`${csvHead}\n${cells}\n`)).toEqual([
      { line: 2, field, message: expect.stringMatching(message) },
    ]);
  });

  it.each([
    ['a quotation mark that is not closed', '"', 'nickname', /not closed \(cell 2/],
    ['a quotation mark inside a cell', 'a"b', 'nickname', /stands inside the cell \(cell 2|inside the cell/],
    ['text after a closing quotation mark', '"a"b', 'nickname', /follows the closing/],
  ])('names the cell with %s', async (_what, cell, field, message) => {
    const text = `phone_number,nickname\n1001,ok\n1002,${cell}\n`;
    expect((await linesOf(text, 'csv')).at(-1)).toEqual({
      line: 3,
      field,
      problem: expect.stringMatching(message),
    });
  });

  it('says how many cells are too many', async () => {
    expect(await linesOf('phone_number,nickname\n1001,a,b\n', 'csv')).toEqual([
      { line: 2, problem: expect.stringMatching(/has 3 cells, but the head has 2/) },
    ]);
  });

  it.each([
    ['{"a":1,}', /from character 8 on/],
    ['[{"a":1}]', /not an array/],
    ['{', /one line/],
    ['{"sip_password":"pa55word', /not valid JSON/],
  ])('says where the line %s is no JSON, without its content', async (text, message) => {
    const [line] = await linesOf(text, 'jsonl');
    const problem = line !== undefined && 'problem' in line ? line.problem : '';
    expect(problem).toMatch(text.startsWith('[') ? /JSON object|array/ : message);
    expect(problem).not.toContain('pa55word');
  });
});

describe('a file that is not UTF-8', () => {
  const head = 'phone_number,nickname,sip_password';
  const problemsIn = async (file: Buffer, format: FileFormat = 'csv') => {
    const lines = [];
    for await (const line of readFileLines([file], format)) lines.push(line);
    return lines.filter((line) => 'problem' in line);
  };

  it.each([
    ['in UTF-16', Buffer.from(`\uFEFF${head}\n1001,a,b\n`, 'utf16le'), /UTF-16: save it as "CSV UTF-8"/],
    ['in UTF-16 without a mark', Buffer.from(`${head}\n1001,a,b\n`, 'utf16le'), /save it as "CSV UTF-8"/],
    ['a workbook', Buffer.from('504b030414000600', 'hex'), /workbook .*save the sheet as "CSV UTF-8"/],
    ['compressed', gzipSync(head), /Content-Encoding: gzip/],
  ])('says that it is %s', async (_what, file, message) => {
    expect(await problemsIn(file)).toEqual([{ line: 1, problem: expect.stringMatching(message) }]);
  });

  it('names the line and the cell that are in another character set, and goes on behind them', async () => {
    const rows = Buffer.from(`${head}\r\n1001,Zürich,b\r\n1002,Z\u00fcrich,b\r\n1003,,\u00e9\r\n`, 'latin1');
    expect(await problemsIn(rows)).toEqual([
      { line: 2, field: 'nickname', problem: expect.stringContaining('not UTF-8') },
      { line: 3, field: 'nickname', problem: expect.stringContaining('not UTF-8') },
      { line: 4, field: 'sip_password', problem: expect.stringContaining('not UTF-8') },
    ]);
    const json = Buffer.from('{"phone_number":"1001"}\n{"nickname":"Zürich"}\n', 'latin1');
    expect(await problemsIn(json, 'jsonl')).toEqual([
      { line: 2, problem: expect.stringContaining('not UTF-8') },
    ]);
  });
});

describe('a file for a spreadsheet', () => {
  it('has no cell that is run or converted, and is read back as it was', async () => {
    const cells = {
      phone_number: '+14155550101',
      nickname: '=HYPERLINK("http://example.com")',
      sip_username: '0049',
      sip_password: null,
      sip_address: 'sip.provider.com',
      sip_calling_format: '+e164',
      inbound_authorization_type: 'auth_and_ip',
      allowed_inbound_ips: ['203.0.113.7/32', '198.51.100.0/24'],
      agent_name: "'quoted",
      outbound_agent_id: '@sum',
      number_provider: '-1',
      inbound_agent_version: 2,
      accept_national: true,
    };
    const head = writeFileHead(Object.keys(cells), 'csv', true);
    const row = writeFileLine(cells, 'csv', true);

    expect(head.startsWith('\uFEFF')).toBe(true);
    const [read] = await linesOf(`phone_number\n${row.split(',')[0]}\n`, 'csv');
    expect(read).toMatchObject({ fields: { phone_number: '+14155550101' } });
    expect(row).not.toMatch(/(?:^|,)"?[=+@-]/);
    expect(await linesOf(head + row, 'csv')).toEqual([{ line: 2, fields: cells }]);
  });

  it('keeps the apostrophe of a password', async () => {
    expect(await linesOf("phone_number,sip_password\n1001,'=secret\n", 'csv')).toMatchObject([
      { fields: { sip_password: "'=secret" } },
    ]);
  });
});

describe('a small file of very many lines', () => {
  afterEach(() => vi.restoreAllMocks());

  const many = 300_000;
  const problemsIn = async (text: string, format: FileFormat) => {
    const reading = await readImport(pieces(text), format, readLine, null);
    return reading.ok ? [] : reading.problems;
  };
  const tooMany = (line: number) => [
    { line, field: 'body', message: expect.stringMatching(/more than 10000 trunks; empty lines count/) },
  ];

  it.each(['a\n', '\n', ',\n', '\r'])(
    'a small file of very many lines is read no further than it may go on, as CSV of %j',
    async (row) => {
      // The rest of the file begins a quotation that is not closed.
      const text = `phone_number\n${row.repeat(many)}"`;

      expect(await problemsIn(text, 'csv')).toEqual(tooMany(10_002));
    },
  );

  it.each(['0\n', '{}\n', '\n', ' \r\n'])(
    'a small file of very many lines is read no further than it may go on, as JSON of %j',
    async (line) => {
      const parse = vi.spyOn(JSON, 'parse');

      expect(await problemsIn(line.repeat(many), 'jsonl')).toEqual(tooMany(10_001));
      expect(parse.mock.calls.length).toBeLessThan(11_000);
    },
  );
});

describe('a line', () => {
  const longest = 64 * 1024;

  it.each([
    ['as JSON', 'jsonl', `{"nickname":"${'a'.repeat(longest)}"}`, 1],
    ['in a quotation', 'csv', `nickname\n1\n"${'a'.repeat(longest)}"\n`, 3],
    ['of one cell', 'csv', `nickname\n1\n${'a'.repeat(longest)}\n`, 3],
    ['of very many cells', 'csv', `nickname\n1\n${'a,'.repeat(longest)}\n`, 3],
    ['of bytes, if not of characters', 'jsonl', `{"nickname":"${'é'.repeat(longest / 2)}"}`, 1],
  ] as const)(
    'a line is refused when it is longer than a request may be, %s',
    async (_what, format, text, line) => {
      expect((await linesOf(text, format)).at(-1)).toMatchObject({ line, problem: expect.any(String) });
    },
  );

  it.each([
    ['csv', 'phone_number,nickname\r\n1001,"aé\r\nb"\r\n\r\n1002,c\r\n'],
    ['jsonl', '\uFEFF{"phone_number":"1001","nickname":"aé"}\r\n\n{"phone_number":"1002"}'],
  ] as const)('a line is the same in whatever pieces its file arrives, as %s', async (format, text) => {
    const whole = await linesOf(text, format, 1_000);
    expect(whole).toHaveLength(2);
    for (let size = 1; size < 40; size += 1) expect(await linesOf(text, format, size)).toEqual(whole);
  });

  it('a line is read completely and with its line, anywhere in a long CSV file', async () => {
    // The lines have every length, so that the windows of the reader end at every place of a line.
    const names = Array.from({ length: 2_000 }, (_, index) => `${'é'.repeat(index % 97)}"\r\n,${index}`);
    const rows = names.map((name) => `1,"${name.replace('"', '""')}"\r\n`);

    const lines = await linesOf(`phone_number,nickname\r\n${rows.join('')}`, 'csv');

    expect(lines.map((line) => ('fields' in line ? line.fields.nickname : line.problem))).toEqual(names);
    expect(lines.map(({ line }) => line)).toEqual(names.map((_, index) => 2 + 2 * index));
  });
});

describe('the preset of a line', () => {
  it('fills the empty cells of a line, and contradictions are problems of their cells', async () => {
    const head =
      'phone_number,sip_username,sip_password,sip_address,sip_calling_format,inbound_authorization_type,preset';
    const lines = [
      '+15551234567,user,correct horse battery,me.pstn.twilio.com,,,twilio',
      '+15551234568,user,correct horse battery,sip.provider.com,,auth_and_ip,twilio',
    ];
    const [right, wrong] = (await linesOf([head, ...lines, ''].join('\n'), 'csv')).map((line) =>
      readLine('fields' in line ? line.fields : null, null),
    );
    expect(right).toMatchObject({
      ok: true,
      value: { settings: { callingFormat: '+e164', inboundAuthorization: { digest: false } } },
    });
    expect(wrong).toMatchObject({
      ok: false,
      problems: { sip_address: [expect.any(String)], inbound_authorization_type: [expect.any(String)] },
    });
  });
});
