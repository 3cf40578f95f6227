// Writes the Unicode tables of Sources/FTSAnalysis/Unicode from ICU's property data.
//
//   cc -O2 -o /tmp/unicode-tables Sources/Scripts/unicode-tables.c $(pkg-config --cflags --libs icu-uc)
//   /tmp/unicode-tables Sources/FTSAnalysis/Unicode
//
// The Unicode version is ICU's; it is written into the head of each file.

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

enum { wordLike = 0x10, pictographic = 0x20, folds = 0x40, unspaced = 0x80 };

static const UNormalizer2 *nfc, *nfkc;

// The numbers of WordBreak in WordBreak.swift. Line ends and white space need no class of their own: they never
// are in a word, and only separate.
static int wordBreak(UChar32 c) {
  switch (u_getIntPropertyValue(c, UCHAR_WORD_BREAK)) {
  case U_WB_EXTEND:
  case U_WB_FORMAT: return 1;
  case U_WB_ZWJ: return 2;
  case U_WB_ALETTER: return 3;
  case U_WB_HEBREW_LETTER: return 4;
  case U_WB_KATAKANA: return 5;
  case U_WB_NUMERIC: return 6;
  case U_WB_MIDLETTER: return 7;
  case U_WB_MIDNUM: return 8;
  case U_WB_MIDNUMLET: return 9;
  case U_WB_SINGLE_QUOTE: return 10;
  case U_WB_DOUBLE_QUOTE: return 11;
  case U_WB_REGIONAL_INDICATOR: return 12;
  case U_WB_EXTENDNUMLET: return 13;
  default: return 0;
  }
}

// A letter, a number, an emoji that is not used as a typographic sign (as (c), (r), arrows are), or a symbol that
// stands for letters or numbers (as kg in one square); TM and SM are typographic signs.
static int isWordLike(UChar32 c, int class) {
  if (class == 1 || class == 2) return 0;
  if (class == 12) return 1;
  uint32_t category = U_GET_GC_MASK(c);
  if (category & (U_GC_L_MASK | U_GC_N_MASK)) return 1;
  if (u_hasBinaryProperty(c, UCHAR_ALPHABETIC) && !(category & U_GC_M_MASK)) return 1;
  if (u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) return 1;
  if (!(category & U_GC_SO_MASK)) return 0;
  if (u_hasBinaryProperty(c, UCHAR_EMOJI) && c >= 0x2600) return 1;
  UErrorCode status = U_ZERO_ERROR;
  UChar parts[32];
  int32_t count = c == 0x2120 || c == 0x2122 ? -1 : unorm2_getDecomposition(nfkc, c, parts, 32, &status);
  for (int32_t i = 0; i < count;) {
    UChar32 part;
    U16_NEXT(parts, i, count, part);
    if (U_GET_GC_MASK(part) & (U_GC_L_MASK | U_GC_N_MASK)) return 1;
  }
  return 0;
}

// A letter of a script whose words stand side by side, or which attaches to words what others write apart (Hangul).
static int isUnspaced(UChar32 c) {
  if (!(U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_NL_MASK))) return 0;
  return uscript_hasScript(c, USCRIPT_HAN) || uscript_hasScript(c, USCRIPT_HIRAGANA)
      || uscript_hasScript(c, USCRIPT_KATAKANA) || uscript_hasScript(c, USCRIPT_HANGUL)
      || u_getIntPropertyValue(c, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT;
}

// Leaves in `parts` what a scalar is compatible with, decomposed, and returns how many scalars that are; 0 where there
// is nothing but canonical equivalence. What only surrounds words is left out, and with it apostrophes; what
// has something between words (a/c as one character) stays as it is, and so does what is shown as an emoji.
static int32_t compatible(UChar32 c, UChar32 *parts) {
  UErrorCode status = U_ZERO_ERROR;
  UChar all[64], canonical[64];
  int32_t count = unorm2_getDecomposition(nfkc, c, all, 64, &status), first = 0, found = 0, kept = 0;
  if (count < 0 || u_hasBinaryProperty(c, UCHAR_EMOJI_PRESENTATION)) return 0;
  if (unorm2_getDecomposition(nfc, c, canonical, 64, &status) == count && !memcmp(all, canonical, 2 * count)) return 0;
  while (first < count) {
    UChar32 part;
    U16_NEXT(all, first, count, part);
    int class = wordBreak(part), isKept = (class == 1 || isWordLike(part, class)) && part != 0x02BC;
    // A fraction is a word, its slash joins digits (WB12).
    if (isKept && kept < found && parts[found - 1] != 0x2044) return 0;
    if (isKept || found) parts[found++] = part;
    if (isKept) kept = found;
  }
  return kept;
}

static int isChanged(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  UChar source[2], target[16];
  UChar32 parts[64];
  int32_t count = 0;
  U16_APPEND_UNSAFE(source, count, c);
  int32_t lower = u_strToLower(target, 16, source, count, "", &status);
  if (lower != count || memcmp(source, target, 2 * count)) return 1;
  int32_t fold = u_strFoldCase(target, 16, source, count, U_FOLD_CASE_DEFAULT, &status);
  if (fold != count || memcmp(source, target, 2 * count)) return 1;
  int isHangul = c >= 0xAC00 && c <= 0xD7A3;
  if (!isHangul && unorm2_getDecomposition(nfc, c, target, 16, &status) >= 0) return 1;
  if (u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) == UNORM_MAYBE) return 1;
  if (compatible(c, parts)) return 1;
  if (U_GET_GC_MASK(c) & (U_GC_M_MASK | U_GC_CF_MASK)) return 1;
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static FILE *begin(const char *directory, const char *name, const char *head) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.swift", directory, name);
  FILE *file = fopen(path, "w");
  if (!file) perror(path);
  else fprintf(file, "// Generated by Sources/Scripts/unicode-tables.c from Unicode %s; not to be edited.\n\n%s",
               U_UNICODE_VERSION, head);
  return file;
}

static void item(FILE *file, int *column, const char *text) {
  int width = (int)strlen(text) + 2;
  if (*column == 0 || *column + width > 109) {
    fprintf(file, "\n    %s,", text);
    *column = 3 + width;
  } else {
    fprintf(file, " %s,", text);
    *column += width;
  }
}

static int writeRanges(const char *directory) {
  FILE *file = begin(directory, "ScalarRanges",
    "/// Ranges of scalars with the same properties, in ascending order and without gaps.\n"
    "enum ScalarRanges {\n"
    "  /// The version of Unicode that all tables are of.\n"
    "  static let unicodeVersion = \"" U_UNICODE_VERSION "\"\n\n"
    "  /// Each number is the first scalar of a range, shifted left by 8, and its ``ScalarProperties``;\n"
    "  /// the range ends where the next begins.\n"
    "  static let packed: [UInt32] = [");
  if (!file) return 1;
  int last = -1, column = 0;
  for (UChar32 c = 0; c <= 0x10FFFF; c++) {
    int class = wordBreak(c), properties = class;
    if (!U_IS_SURROGATE(c)) {
      if (isWordLike(c, class)) properties |= wordLike;
      if (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC)) properties |= pictographic;
      if (class != 1 && isUnspaced(c)) properties |= unspaced;
      // What never is in a word needs no folding.
      if ((properties & wordLike || class == 1 || class == 2 || class == 3) && isChanged(c)) properties |= folds;
    }
    if (properties == last) continue;
    char text[32];
    snprintf(text, sizeof text, "0x%X", (unsigned)c << 8 | properties);
    item(file, &column, text);
    last = properties;
  }
  fprintf(file, "\n  ]\n}\n");
  return fclose(file);
}

static int writePairs(const char *directory) {
  FILE *pairs = begin(directory, "CanonicalPairs",
    "/// The canonical decompositions of one scalar into two, Hangul syllables apart.\n"
    "enum CanonicalPairs {\n"
    "  /// Each number is a scalar, what it begins with and what follows, 21 bits each from the top but one;\n"
    "  /// the top bit is set where Unicode excludes the pair from composition. Ascending but for that bit.\n"
    "  static let packed: [UInt64] = [");
  FILE *singles = begin(directory, "CanonicalSingletons",
    "/// The canonical decompositions of one scalar into one other.\n"
    "enum CanonicalSingletons {\n"
    "  /// Each number is a scalar, shifted left by 21, and the scalar it is equivalent to. Ascending.\n"
    "  static let packed: [UInt64] = [");
  if (!pairs || !singles) return 1;
  int pairColumn = 0, singleColumn = 0;
  for (UChar32 c = 0; c <= 0x10FFFF; c++) {
    if (U_IS_SURROGATE(c) || (c >= 0xAC00 && c <= 0xD7A3)) continue;
    UErrorCode status = U_ZERO_ERROR;
    UChar target[8];
    int32_t count = unorm2_getRawDecomposition(nfc, c, target, 8, &status);
    if (count < 0) continue;
    int32_t offset = 0;
    UChar32 first, second = 0;
    U16_NEXT(target, offset, count, first);
    if (offset < count) U16_NEXT(target, offset, count, second);
    char text[32];
    if (second) {
      uint64_t packed = (uint64_t)c << 42 | (uint64_t)first << 21 | (uint64_t)second;
      if (unorm2_composePair(nfc, first, second) != c) packed |= 1ull << 63;
      snprintf(text, sizeof text, "0x%llX", (unsigned long long)packed);
      item(pairs, &pairColumn, text);
    } else {
      snprintf(text, sizeof text, "0x%llX", (unsigned long long)((uint64_t)c << 21 | (uint64_t)first));
      item(singles, &singleColumn, text);
    }
  }
  fprintf(pairs, "\n  ]\n}\n");
  fprintf(singles, "\n  ]\n}\n");
  return fclose(pairs) | fclose(singles);
}

static int writeCompatible(const char *directory) {
  static UChar32 all[20000];
  int offset = 0, column = 0;
  FILE *file = begin(directory, "CompatibilityMappings",
    "/// What scalars are compatible with beyond canonical equivalence: full-width letters, ligatures, circled numbers.\n"
    "enum CompatibilityMappings {\n"
    "  /// Each number is such a scalar, where in ``scalars`` it is told what that is compatible with, and how many scalars\n"
    "  /// these are: 21, 16 and 8 bits from the top but 19. Ascending.\n"
    "  static let packed: [UInt64] = [");
  if (!file) return 1;
  for (UChar32 c = 0; c <= 0x10FFFF; c++) {
    UChar32 parts[64];
    int class = wordBreak(c);
    if (U_IS_SURROGATE(c) || !(class == 1 || isWordLike(c, class))) continue;
    int32_t count = compatible(c, parts);
    if (!count) continue;
    char text[32];
    snprintf(text, sizeof text, "0x%llX", (unsigned long long)c << 24 | (unsigned)offset << 8 | (unsigned)count);
    item(file, &column, text);
    memcpy(all + offset, parts, count * sizeof *parts);
    offset += count;
  }
  fprintf(file, "\n  ]\n\n  /// Canonically decomposed.\n  static let scalars: [UInt32] = [");
  column = 0;
  for (int i = 0; i < offset; i++) {
    char text[32];
    snprintf(text, sizeof text, "0x%X", (unsigned)all[i]);
    item(file, &column, text);
  }
  fprintf(file, "\n  ]\n}\n");
  return fclose(file);
}

int main(int count, char **arguments) {
  UErrorCode status = U_ZERO_ERROR;
  nfc = unorm2_getNFCInstance(&status);
  nfkc = unorm2_getNFKCInstance(&status);
  if (count != 2 || U_FAILURE(status)) {
    fprintf(stderr, "usage: unicode-tables DIRECTORY\n");
    return 1;
  }
  return writeRanges(arguments[1]) || writePairs(arguments[1]) || writeCompatible(arguments[1]);
}
