/**
 * The Vietnamese lunar calendar, 2023–2051: year, solar day of mùng 1 Tết, length of each month (o: 30 days, -: 29),
 * and the month that is repeated (0: none; its repetition stands right after it).
 *
 * Frozen, because computing it needs astronomy at UTC+7: Chinese tables, and those in Node, have other days for some
 * Tết and Trung thu. The test computes it again with @dqcai/vn-lunar.
 */
export const LUNAR_YEARS: readonly (readonly [year: number, tet: string, months: string, leap: number])[] = [
  [2023, '2023-01-22', '-o--oo-oo-o-o', 2],
  [2024, '2024-02-10', '-o--o-oo-oo-', 0],
  [2025, '2025-01-29', 'o-o--o-o-ooo-', 6],
  [2026, '2026-02-17', 'o-o--o--ooo-', 0],
  [2027, '2027-02-06', 'oo-o--o--oo-', 0],
  [2028, '2028-01-26', 'ooo-o--o--oo-', 5],
  [2029, '2029-02-13', 'oo-o-o-o--o-', 0],
  [2030, '2030-02-02', 'oo-oo-o-o-o-', 0],
  [2031, '2031-01-23', '-o-oo-oo-o-o-', 3],
  [2032, '2032-02-11', '-o-o-oo-oo-o', 0],
  [2033, '2033-01-31', '-o--o-o-ooo-o', 11],
  [2034, '2034-02-19', '-o--o--ooo-o', 0],
  [2035, '2035-02-08', 'o-o--o--oo-o', 0],
  [2036, '2036-01-28', 'oo-o--o--o-oo', 6],
  [2037, '2037-02-15', 'o-oo--o--o-o', 0],
  [2038, '2038-02-04', 'o-oo-o-o--o-', 0],
  [2039, '2039-01-24', 'oo-oo-o-o--o-', 5],
  [2040, '2040-02-12', 'o-oo-o-oo-o-', 0],
  [2041, '2041-02-01', '-o-o-o-ooo-o', 0],
  [2042, '2042-01-22', '-o--o-o-oo-oo', 2],
  [2043, '2043-02-10', '-o--o--oo-oo', 0],
  [2044, '2044-01-30', 'o-o--o--o-ooo', 7],
  [2045, '2045-02-17', 'o-o--o--o-oo', 0],
  [2046, '2046-02-06', 'o-o-o-o--o-o', 0],
  [2047, '2047-01-26', 'o-oo-o-o--o-o', 5],
  [2048, '2048-02-14', '-oo-oo-o--o-', 0],
  [2049, '2049-02-02', 'o-o-oo-o-oo-', 0],
  [2050, '2050-01-23', '-o-o-o-oo-oo-', 3],
  [2051, '2051-02-11', '-o-o--oo-ooo', 0],
]
