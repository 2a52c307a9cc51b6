// An archive of ICU's data without entries. Libraries that we use import Foundation, and with it come 34 MB of such data, of
// which nothing here asks anything: no dates by Foundation, no names of languages, no order of letters by a language. A
// release build has this in its place; the library in the archive of the toolchain is then not linked. The form is that of
// ICU's `ucmndata.h`: a head of 32 bytes, then the number of entries.
#include "CNoICUData.h"

#include <stdint.h>

struct Archive {
    uint16_t head_size;
    uint8_t magic[2];
    uint16_t info_size;
    uint16_t reserved;
    uint8_t is_big_endian;
    uint8_t charset_family;
    uint8_t size_of_letter;
    uint8_t reserved_byte;
    uint8_t format[4];
    uint8_t format_version[4];
    uint8_t data_version[4];
    uint8_t padding[8];
    uint32_t entries;
};

__attribute__((aligned(16))) const struct Archive KEYSHIFT_ICU_DATA = {
    .head_size = 32,
    .magic = {0xda, 0x27},
    .info_size = 20,
    .is_big_endian = 0,
    .charset_family = 0,
    .size_of_letter = 2,
    .format = {'C', 'm', 'n', 'D'},
    .format_version = {1, 0, 0, 0},
    .entries = 0,
};
