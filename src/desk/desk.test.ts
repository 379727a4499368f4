/** The desk in a browser, against canned answers: the states that a real server cannot be asked for on command. */
import { describe, expect, it } from 'vitest';
import { type Look, misfits, testDesk, violations } from './testing/desk.ts';
import { refuse } from './testing/fake.ts';
import { caseRow, ids, province } from './testing/province.ts';

const desk = testDesk();
const visit = desk.open;
const calls = (name: string) => desk.fake.received.filter((one) => one.name === name);

describe('an enquiry with the keyboard alone', () => {
  it('takes five keys', async () => {
    const { page, faults } = await visit('/desk/today');
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    await page.keyboard.press('n');
    await page.getByRole('heading', { name: 'New enquiry' }).waitFor();
    await page.locator('input[type=radio]:focus').waitFor();
    for (const key of ['1', 'f', 'j', 'Control+Enter']) await page.keyboard.press(key);
    await page.getByText('Enquiry recorded.').waitFor();
    expect(calls('enquiry.record').map(({ input }) => input)).toMatchObject([
      { programme: 'resource-centre', channel: 'counter', topic: 'fees', destination: 'JP', answered: true },
    ]);
    expect(await page.locator('main input:checked').count()).toBe(1);
    expect(faults).toEqual([]);
  });

  it('says beside the field what is missing, and sends nothing', async () => {
    const { page } = await visit('/desk/enquiries/new');
    await page.locator('input[type=radio]:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    expect(await page.getByText('Fill this in.').count()).toBe(2);
    expect(calls('enquiry.record')).toEqual([]);
  });

  it('raises a flag while it is typed, with its reason a click away', async () => {
    const { page, faults } = await visit('/desk/enquiries/new');
    await page.getByRole('checkbox', { name: 'Papers held' }).check();
    await page.getByText('This may be a sign of trafficking').waitFor();
    await page.getByText('Why?').first().click();
    await page.getByText('A debt of more than three months').waitFor();
    expect(faults).toEqual([]);
  });
});

describe('what was typed', () => {
  it('is there after a reload, and gone from the disk once saved', async () => {
    const { page, faults } = await visit('/desk/enquiries/new');
    await page.getByLabel('What was asked and answered').fill('130 million before departure');
    await page
      .getByText(/draft kept/)
      .first()
      .waitFor();
    await page.reload();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '130 million before departure');
    await page.getByRole('radio', { name: 'Counter' }).check();
    await page.getByRole('radio', { name: 'Contract' }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Enquiry recorded.').waitFor();
    await page.reload();
    await page.waitForFunction(() => document.querySelector('textarea')?.value === '');
    expect(faults).toEqual([]);
  });

  it('survives a lost session: the password is asked over the page, and the write goes on', async () => {
    let lost = true;
    const { page } = await visit('/desk/enquiries/new', {
      'enquiry.record': ({ id }) => (lost ? refuse('auth.required') : { id: id ?? ids.enquiry, flags: [] }),
      'session.signIn': (input) => {
        lost = false;
        return province()['session.signIn']!(input);
      },
    });
    await page.locator('input[type=radio]:focus').waitFor();
    for (const key of ['2', 'c', 'Control+Enter']) await page.keyboard.press(key);
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByLabel('Password').fill('correct horse battery');
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enquiry recorded.').waitFor();
    const [first, second] = calls('enquiry.record');
    expect(second).toEqual(first);
    expect(calls('session.signIn')[0]?.input).toMatchObject({ login: 'hoa' });
  });

  it('is not lost when a colleague was faster: both are shown, and one decides', async () => {
    let tries = 0;
    const { page } = await visit(`/desk/cases/${ids.case}`, {
      'case.move': () => (tries++ === 0 ? refuse('record.changed') : { revision: 6, stage: 'counselling' }),
    });
    await page.getByRole('button', { name: 'To counselling' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Move' }).click();
    desk.fake.answers['case.read'] = (input) => {
      const before = province()['case.read']!(input);
      return { ...before, revision: 9, case: { ...caseRow, stage: 'followUp' } };
    };
    await page.getByRole('button', { name: 'See what changed' }).click();
    const dialog = page.getByRole('dialog', { name: 'A colleague changed this meanwhile' });
    await dialog.getByText('Theirs: Follow-up').waitFor();
    await dialog.getByRole('radio', { name: 'Mine: Counselling' }).check();
    await dialog.getByRole('button', { name: 'Save so' }).click();
    await page.getByText('Moved to: Counselling.').waitFor();
    expect(calls('case.move').map(({ input }) => (input as { revision: number }).revision)).toEqual([4, 9]);
  });
});

describe('the search', () => {
  it('answers while typing, walks with arrows, and offers to register last', async () => {
    const { page } = await visit('/desk/today');
    await page.keyboard.press('/');
    const box = page.getByRole('combobox', { name: 'Search for a person' });
    await box.fill('Lan');
    const found = page.getByRole('listbox').getByRole('option');
    await found.first().waitFor();
    expect(await found.count()).toBe(3);
    expect(await found.last().textContent()).toContain('register “Lan”');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('listbox').getByRole('option', { selected: true }).textContent()).toContain('Bounmy');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/desk/people/${ids.bounmy}`);
  });
});

describe('registering somebody', () => {
  it('begins with what was searched for, and never takes the draft of another for the person who is here', async () => {
    const { page, fake } = await visit('/desk/people');
    const register = async (name: string) => {
      await page.getByRole('combobox').last().fill(name);
      await page.getByRole('option', { name: `register “${name}”` }).click();
    };
    await register('zz Minh');
    expect(page.url()).not.toContain('Minh');
    await page.getByLabel('What to call them').fill('Minh');
    await page
      .getByText(/draft kept/)
      .first()
      .waitFor();
    await page.goto(`${fake.url}/desk/people`);
    await register('zz Hoa');
    await page.getByText('A draft of “zz Minh” is kept here.').waitFor();
    await page.getByRole('button', { name: 'Start anew with “zz Hoa”' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('zz Hoa');
    expect(await page.getByLabel('What to call them').inputValue()).toBe('');
    await page.getByLabel('Date of birth').fill('17/5/2541');
    await page.getByText('17 May 1998 (2541 BE)').waitFor();
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByText('Somebody like this may be registered already').waitFor();
    expect(calls('person.register')[0]?.input).toMatchObject({
      identity: { name: 'zz Hoa', birth: { value: '17/5/2541', known: 'stated' } },
    });
  });
});

describe('contact details', () => {
  it('show the rules before the number, and the number only for a reason', async () => {
    const { page } = await visit(`/desk/cases/${ids.case}`);
    await page.getByText('Say that it is about the sewing course').waitFor();
    expect(await page.getByText('+84 912').count()).toBe(0);
    await page.getByRole('button', { name: 'Show the contact details' }).click();
    await page.getByLabel('What do you need them for?').fill('The call-back she asked for');
    await page.getByRole('dialog').getByRole('button', { name: 'Show the contact details' }).click();
    await page.getByText('+84 912 345 678').waitFor();
    expect(calls('person.reveal')[0]?.input).toMatchObject({ reason: 'The call-back she asked for' });
  });
});

describe('an export', () => {
  it('asks for the password first, and goes on', async () => {
    let fresh = false;
    const { page } = await visit('/desk/cases?status=open', {
      'case.export': () => (fresh ? { name: 'cases.xlsx', type: 'x/y', rows: 207 } : refuse('auth.reauthenticate')),
      'session.reauthenticate': () => {
        fresh = true;
        return {};
      },
    });
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByLabel('What is it for?').fill('Monthly report');
    await page.getByRole('button', { name: 'Make the file' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your password, please' });
    await dialog.getByLabel('Password').fill('correct horse battery');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await page.getByText('207 cases exported.').waitFor();
    expect(calls('case.export')[1]?.input).toMatchObject({ status: 'open', format: 'xlsx', reason: 'Monthly report' });
  });
});

describe('the states of the desk', () => {
  it('says that the server is away, and comes back when it does', async () => {
    let away = true;
    const { page, faults } = await visit('/desk/today', {
      'session.me': () => (away ? refuse('server.failed') : province()['session.me']!({})),
    });
    await page.getByText('The server cannot be reached.').waitFor();
    away = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    expect(faults).toEqual([]);
  });

  it('shows a refusal with its remedy and the way to try again', async () => {
    const { page, faults } = await visit(`/desk/cases/${ids.case}`, { 'case.read': () => refuse('record.absent') });
    await page.getByText('There is no such record, or it is not yours to see.').waitFor();
    await page.getByText('Check the number, or search again.').waitFor();
    expect(faults).toEqual([]);
  });

  it('signs in with a second factor, and sets up an empty installation', async () => {
    const { page } = await visit('/desk/today', {
      'session.me': () => refuse('auth.required'),
      'session.signIn': (input) => (input.otp ? province()['session.signIn']!(input) : refuse('auth.secondFactor')),
    });
    await page.getByLabel('User name').fill('hoa');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.keyboard.press('Enter');
    await page.getByLabel('One-time code').fill('123456');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    const empty = await visit('/desk/', {
      'session.me': () => refuse('auth.required'),
      'setup.state': () => ({ open: true, demo: false }),
    });
    await empty.page.getByRole('heading', { name: 'Set up Banyan' }).waitFor();
    expect(await violations(empty.page)).toEqual([]);
  });
});

describe('the account', () => {
  it('takes a password of one’s own before anything else', async () => {
    let passwordGiven = true;
    const { page, faults } = await visit('/desk/today', {
      'session.me': (input) => ({ me: { ...province()['session.me']!(input).me, passwordGiven } }),
      'me.changePassword': () => {
        passwordGiven = false;
        return {};
      },
    });
    await page.getByRole('heading', { name: 'Choose a password of your own' }).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await page.getByLabel('Present password').fill('given to me');
    await page.getByLabel('New password').fill('nine quiet herons wade');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Today', exact: true }).waitFor();
    expect(calls('me.changePassword').map(({ input }) => input)).toEqual([
      { current: 'given to me', next: 'nine quiet herons wade' },
    ]);
    expect(faults).toEqual([]);
  });

  it('shows its passkeys and removes the one that is meant', async () => {
    const { page } = await visit('/desk/account', { 'me.removePasskey': () => ({}) });
    const list = page.getByRole('list', { name: 'Your passkeys' });
    await list.getByText('not used yet').waitFor();
    expect(await list.getByRole('listitem').count()).toBe(2);
    await page.getByRole('button', { name: 'Remove Blue key' }).click();
    await page.getByText('Passkey removed').waitFor();
    const { passkeys } = province()['me.passkeys']!({});
    expect(calls('me.removePasskey').map(({ input }) => input)).toEqual([{ id: passkeys[1]?.id }]);
  });
});

describe('every screen', () => {
  const screens = {
    today: ['/desk/today', 'Enquiries without an answer'],
    enquiry: ['/desk/enquiries/new', 'Channel and topic'],
    enquiries: ['/desk/enquiries', '130 million VND'],
    cases: ['/desk/cases', 'MR-58QX-1D7T'],
    case: [`/desk/cases/${ids.case}`, 'MR-58QX-1D7T'],
    people: ['/desk/people', ''],
    register: ['/desk/people/new', ''],
    account: ['/desk/account', ''],
    nothing: ['/desk/nowhere', ''],
  } as const;
  const looks: Look[] = [
    { language: 'en' },
    { language: 'fr', dark: true },
    { language: 'vi', width: 360, height: 740 },
    { language: 'id', width: 320, height: 256, dark: true },
    { language: 'th', width: 820 },
  ];

  it.each(looks)(
    'passes axe and fits: $language, $width, dark $dark',
    async (look) => {
      const {
        page,
        fake: { url },
        faults,
      } = await visit('/desk/today', {}, look);
      const found: string[] = [];
      for (const [name, [path, text]] of Object.entries(screens)) {
        await page.goto(url + path);
        await page.locator('main h1').waitFor();
        if (look.language === 'en' && text !== '') await page.getByText(text).first().waitFor();
        await page.waitForFunction(() => !document.querySelector('.loading'));
        const keys = /\b(desk|problem|gate|task)\.[a-z]+/i;
        found.push(...(await misfits(page, keys)).map((one) => `${name}: ${one}`));
      }
      expect(found).toEqual([]);
      expect(faults).toEqual([]);
    },
    90_000,
  );

  it('speaks the language of the account, and dates both eras where readers count in both', async () => {
    const { page } = await visit('/desk/today', {}, { language: 'vi' });
    await page.getByRole('heading', { name: 'Hôm nay', exact: true }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('vi');
    await page.goto(`${desk.fake.url}/desk/people/new`);
    await page.getByLabel('Ngày sinh').fill('17/5/2541');
    await page.getByText('17 thg 5, 1998 (Phật lịch 2541)').waitFor();
  });
});
