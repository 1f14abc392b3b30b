import type { Lang } from '../engine/index.ts'
import type { Line, Wordless } from './lines.ts'

/** What was sent without words, or what we could not read, as it stands in a talk that somebody reads. */
const wordless: Record<Lang, Record<Wordless, string>> = {
  vi: {
    button: 'một nút',
    picture: 'ảnh',
    paper: 'giấy tờ',
    voice: 'tin thoại',
    sticker: 'hình dán',
    contact: 'danh thiếp',
    place: 'vị trí',
    unknown: 'tin không đọc được',
    picture_away: 'ảnh không tải được',
    picture_left: 'ảnh gửi trước khi nhắn tiếp, không tải nữa',
    picture_large: 'ảnh quá lớn',
    picture_unfit: 'tệp không phải ảnh hay PDF',
  },
  en: {
    button: 'a button',
    picture: 'picture',
    paper: 'paper',
    voice: 'voice note',
    sticker: 'sticker',
    contact: 'contact card',
    place: 'place',
    unknown: 'a message that we cannot read',
    picture_away: 'picture that could not be fetched',
    picture_left: 'picture that was left for what was said after it',
    picture_large: 'picture that is too large',
    picture_unfit: 'file that is neither a picture nor a PDF',
  },
}

/** A line of a talk as words: “xem giúp mình (ảnh)”. */
export const lineText = ({ text, without }: Pick<Line, 'text' | 'without'>, lang: Lang): string =>
  [text, without && `(${wordless[lang][without]})`].filter(Boolean).join(' ')
