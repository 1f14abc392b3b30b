/**
 * What would tell who a child is: names, birth, school and class, health, face, family, home (design: the law protects
 * these; Decree 56/2017/NĐ-CP, article 33). Counts, age bands, sexes and sizes are fine; so is a donor's own name.
 */
const OF_A_CHILD: ReadonlySet<string> = new Set([
  'child',
  'child_name',
  'children_names',
  'pupil',
  'pupils',
  'student',
  'students',
  'birthday',
  'birth_date',
  'birth_year',
  'date_of_birth',
  'dob',
  'school',
  'school_name',
  'class',
  'class_name',
  'classroom',
  'health',
  'illness',
  'disease',
  'diagnosis',
  'disability',
  'face',
  'portrait',
  'guardian',
  'parent',
  'parents',
  'mother',
  'father',
  'household',
  'home_address',
  'hamlet',
  'village',
])

/** Whether a field of this name says something about one child. */
export const isOfAChild = (name: string): boolean => OF_A_CHILD.has(name)
