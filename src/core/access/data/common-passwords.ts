/**
 * What the commonest passwords are made of, in lower-case letters: a long password that is one of these with digits and
 * signs around it is guessed first. Compiled by hand from what is commonly reported; nobody's list was copied.
 */
export const commonWords: readonly string[] = `
abcdefgh abcdefghi abcdefghij abcdefghijkl access admin administrator adminadmin anhyeuem asdf asdfgh asdfghjk asdfghjkl
banyan banyanbanyan bananas baseball batman bismillah bonjour changeme changemeplease charlie chocolate coucou
counsellor default demo demodemo dragon email football freedom guest hanoi hello helloworld iloveyou iloveyouforever
iloveyousomuch indonesia jakarta jesus jesuschrist khongbiet killer letmein letmeinnow letmeinplease liverpool login
loulou lovely manager manchesterunited marseille master matkhau matkhaumoi michael migrant migration ministry monkey
motdepasse motdepassemotdepasse mynameis mypassword newpassword ngocanh office organisation organization p
parisparis pass passpass passphrase password passwordpassword passwordone passw passwd princess protection qazwsx
qazwsxedc qazwsxedcrfv qwer qwert qwerty qwertyqwerty qwertyui qwertyuiop qwertyuiopas qwertyuiopasdfgh
qwertyuiopasdfghjkl qwertyuiopasdfghjklzxcvbnm rahasia root sayang sayangku secret secretsecret security server shadow
soleil starwars summer sunshine superman supervisor supervisory support temporary test tester testing testtest
thepassword thisisapassword thisismypassword trustno tinkerbell user username vietnam vietnamvodich welcome
welcomewelcome whatever winter yeuem yourpassword zaqwsx zaqxswcde zxcvbn zxcvbnm
`
  .trim()
  .split(/\s+/);
