/** The ways in: setting up an empty house, a password that was given, the second factor, and the way out. */
import * as OTPAuth from 'otpauth';
import { describe, expect, it } from 'vitest';
import { browser, door, house, serveDesk } from './served.ts';
import { type Visitor, visit } from './visitor.ts';

serveDesk();

let admin: Visitor;
let hoa: Visitor;
let given = '';

const password = 'bốn cái ghế màu xanh';
const own = 'ba con mèo dưới mưa';

const today = (visitor: Visitor) => visitor.heading(visitor.t('desk.today.title')).waitFor();
const signOut = async ({ page, t, button, field }: Visitor) => {
  await page.locator('summary', { hasText: t('desk.menu.label') }).click();
  await button(t('desk.signOut'), page.getByRole('banner')).click();
  await field(t('desk.signIn.login')).waitFor();
};

describe('an empty house', () => {
  it('is set up by whoever has the code of the console, in the language of their browser', async () => {
    admin = await visit(browser, door.origin, { language: 'vi', now: house.clock.now });
    const { t, field, button } = admin;
    await admin.go('/desk/');
    await admin.heading(t('desk.setup.title')).waitFor();
    await field(t('desk.setup.code')).fill('ABCD-XXXX');
    await field(t('desk.setup.organisation')).fill('Trung tâm hỗ trợ người di cư Hà Nội');
    await field(t('desk.setup.name')).fill('Trần Minh');
    await field(t('desk.setup.login')).fill('minh');
    await field(t('desk.setup.password')).fill(password);
    await button(t('desk.setup.go')).click();
    await admin.sees(t('problem.setup.code'));
    await field(t('desk.setup.code')).fill('ABCD-EFGH');
    // A password that others would guess is not taken.
    await field(t('desk.setup.password')).fill('minh');
    await button(t('desk.setup.go')).click();
    await admin.sees(t('problem.auth.weakPassword'));
    await field(t('desk.setup.password')).fill(password);
    await button(t('desk.setup.go')).click();
    await today(admin);
    await expect.poll(() => admin.page.evaluate(() => document.documentElement.lang)).toBe('vi');
  });

  it('is set up once', async () => {
    const late = await visit(browser, door.origin, { now: house.clock.now });
    await late.go('/desk/');
    await late.heading(late.t('desk.signIn.title')).waitFor();
    await late.leave();
  });
});

describe('a password that was given', () => {
  it('is shown once to the administrator', async () => {
    const { t, field, button, page, dialog } = admin;
    await admin.go('/desk/admin/users');
    await button(t('admin.addUser')).click();
    const form = dialog(t('admin.addUser'));
    await field(t('admin.name'), form).fill('Lê Hoa');
    await field(t('admin.login'), form).fill('hoa');
    await field(t('admin.role'), form).selectOption({ label: 'Tư vấn viên' });
    await button(t('admin.addUser'), form).click();
    const secret = dialog(t('admin.secret', { login: 'hoa' }));
    given = (await secret.getByRole('status').textContent()) ?? '';
    expect(given.length).toBeGreaterThan(11);
    await button(t('admin.handed'), secret).click();
    await page.getByRole('cell', { name: 'Lê Hoa hoa', exact: true }).waitFor();
    expect(await page.getByText(given).count()).toBe(0);
    await admin.leave();
  });

  it('opens nothing before it is replaced by one of their own', async () => {
    hoa = await visit(browser, door.origin, { language: 'vi', now: house.clock.now });
    const { t, field, button } = hoa;
    await hoa.go('/desk/enquiries/new');
    await hoa.signIn('hoa', given);
    await hoa.heading(t('desk.newPassword.title')).waitFor();
    await field(t('desk.account.current')).fill(given);
    await field(t('desk.account.next')).fill(given);
    await button(t('desk.account.changePassword')).click();
    await hoa.sees(t('problem.auth.weakPassword'));
    await field(t('desk.account.next')).fill(own);
    await button(t('desk.account.changePassword')).click();
    // And they are where they wanted to go.
    await hoa.heading(t('desk.enquiry.title')).waitFor();
    await signOut(hoa);
    await hoa.signIn('hoa', given);
    await hoa.sees(t('problem.auth.failed'));
    await hoa.signIn('hoa', own);
    await hoa.heading(t('desk.today.title')).waitFor();
  });
});

describe('a second factor', () => {
  const codeOf = (secret: string) =>
    new OTPAuth.TOTP({ secret: OTPAuth.Secret.fromBase32(secret) }).generate({
      timestamp: house.clock.now.getTime(),
    });

  it('is set up with a code that proves it, and asked for from then on', async () => {
    const { t, field, button, page } = hoa;
    await hoa.go('/desk/account');
    await button(t('desk.totp.begin')).click();
    await page.getByRole('img', { name: t('desk.totp.picture') }).waitFor();
    const shown = await page.getByText(t('desk.totp.secret')).textContent();
    const secret = /[A-Z2-7]{16,}/.exec(shown ?? '')?.[0] ?? '';
    await field(t('desk.signIn.otp')).fill('000000');
    await button(t('desk.totp.confirm')).click();
    await hoa.sees(t('problem.auth.failed'));
    await field(t('desk.signIn.otp')).fill(codeOf(secret));
    await button(t('desk.totp.confirm')).click();
    await hoa.sees(t('desk.totp.on'));

    await signOut(hoa);
    await hoa.signIn('hoa', own);
    await field(t('desk.signIn.otp')).fill(codeOf(secret));
    await button(t('desk.signIn.go')).click();
    // The code that set it up is used up.
    await page.getByRole('alert').waitFor();
    house.clock.now = new Date(house.clock.now.getTime() + 60_000);
    await field(t('desk.signIn.otp')).fill(codeOf(secret));
    await button(t('desk.signIn.go')).click();
    await today(hoa);
  });
});

describe('the way out', () => {
  it('ends a session elsewhere as well, when that is asked', async () => {
    const second = await hoa.page.context().newPage();
    await second.goto(`${door.origin}/desk/today`);
    await second.getByRole('heading', { name: hoa.t('desk.today.title'), exact: true }).waitFor();
    await hoa.go('/desk/account');
    await hoa.button(hoa.t('desk.account.everywhere')).click();
    await hoa.field(hoa.t('desk.signIn.login')).waitFor();
    // The page that is still open over there shows nothing more; coming back to it asks for the password.
    await second.reload();
    await second.getByLabel(hoa.t('desk.signIn.login')).waitFor();
    await hoa.page.goBack();
    await hoa.field(hoa.t('desk.signIn.login')).waitFor();
    await hoa.leave();
  });
});
