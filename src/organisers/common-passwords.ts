/** What is tried first, everywhere and in Việt Nam. Compared without capitals, marks and spaces. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 0123456789 0987654321 987654321 87654321 11111111 00000000 88888888 66666666 99999999
  12341234 12344321 11223344 1q2w3e4r 1qaz2wsx 1q2w3e4r5t qwertyui qwertyuiop qwerty123 qwerty12345 asdfghjk asdfghjkl
  zxcvbnm123 abcd1234 abc12345 a1234567 a12345678 a123456789 aa123456 aa12345678 password password1 password12 password123
  password1234 passw0rd p@ssw0rd p@ssword p@ssword1 p@ssw0rd123 iloveyou iloveyou1 sunshine princess football baseball
  superman trustno1 welcome1 welcome123 letmein1 letmein123 administrator admin123 admin1234 admin12345 admin@123
  admin@1234 adminadmin changeme changeme123 secret123 test1234 test12345 matkhau matkhau1 matkhau123 matkhau1234
  matkhau@123 anhyeuem anhyeuem1 anhyeuem123 emyeuanh emyeuanh123 yeuemnhieu khongbiet khongcomatkhau vietnam1 vietnam123
  vietnamvodich vodichthienha hanoi1234 saigon123 quybaotro quybaotro123 quytreem quytreem123 baotrotreem treemlatuonglai
  chungtay chungtay1 chungtay123 chungtay2026 chungtay2027`
    .split(/\s+/)
    .filter(Boolean),
)
