// The strings and numbers of a JSON text, and the errors about them.
#include "clua_json_decoder.h"

#include <string.h>

// [-0, +0, 2, e] Does not return.
void clua_json_fail(struct decoder *d, const uint8_t *at, const char *problem) {
    int line = 1;
    int column = 1;
    for (const uint8_t *byte = d->start; byte < at; byte++) {
        if (*byte == '\n') {
            line++;
            column = 1;
        } else if ((*byte & 0xC0) != 0x80) {
            column++;
        }
    }
    luaL_error(d->L, "%s: line %d, column %d: %s", d->text->owner, line, column, problem);
}

// [-0, +0, 3, e] Does not return.
void clua_json_unexpected(struct decoder *d, const char *expected) {
    if (d->at >= d->end) {
        lua_pushfstring(d->L, "the text ends where %s should be", expected);
    } else if (*d->at > 0x20 && *d->at < 0x7F) {
        lua_pushfstring(d->L, "'%c' stands where %s should be", *d->at, expected);
    } else {
        lua_pushfstring(d->L, "a character with the code %d stands where %s should be", *d->at, expected);
    }
    clua_json_fail(d, d->at, lua_tostring(d->L, -1));
}

// Strings

static int hex_digit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') {
        return byte - '0';
    }
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

// The code unit of the four digits at `at`, -1 when they are not there.
// [-0, +0, 0, -]
static int32_t code_unit(const struct decoder *d, const uint8_t *at) {
    int32_t unit = 0;
    if (d->end - at < 4) {
        return -1;
    }
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0) {
            return -1;
        }
        unit = unit << 4 | digit;
    }
    return unit;
}

// Checks the escape whose backslash is at `at` and answers its length.
// [-0, +0, 2, e]
static size_t escape_length(struct decoder *d, const uint8_t *at) {
    if (d->end - at < 2) {
        clua_json_fail(d, at, "the text ends inside a string");
    }
    if (at[1] != 'u') {
        if (memchr("\"\\/bfnrt", at[1], 8) == NULL) {
            clua_json_fail(d, at, "there is no such escape; JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u0000");
        }
        return 2;
    }
    int32_t unit = code_unit(d, at + 2);
    if (unit < 0) {
        clua_json_fail(d, at, "\\u needs four hexadecimal digits");
    }
    if (unit < 0xD800 || unit > 0xDFFF) {
        return 6;
    }
    bool paired = unit <= 0xDBFF && d->end - at >= 12 && at[6] == '\\' && at[7] == 'u';
    int32_t low = paired ? code_unit(d, at + 8) : -1;
    if (low < 0xDC00 || low > 0xDFFF) {
        clua_json_fail(d, at, "half of a surrogate pair stands alone");
    }
    return 12;
}

// Finds the closing quote, checking everything before it; whether the string has escapes goes to `escaped`.
// [-0, +0, 2, e]
static const uint8_t *string_end(struct decoder *d, bool *escaped) {
    const uint8_t *at = d->at;
    for (;;) {
        while (at < d->end && *at >= 0x20 && *at < 0x80 && *at != '"' && *at != '\\') {
            at++;
        }
        if (at >= d->end) {
            clua_json_fail(d, d->at - 1, "the string that begins here has no closing quote");
        }
        if (*at == '"') {
            return at;
        }
        if (*at == '\\') {
            *escaped = true;
            at += escape_length(d, at);
        } else if (*at < 0x20) {
            clua_json_fail(d, at, "a control character in a string must be written as an escape");
        } else {
            size_t length = clua_utf8_length(at, d->end);
            if (length == 0) {
                clua_json_fail(d, at, "the string is not valid UTF-8");
            }
            at += length;
        }
    }
}

static char *put_code_point(char *out, uint32_t point) {
    if (point < 0x80) {
        *out++ = (char)point;
    } else if (point < 0x800) {
        *out++ = (char)(0xC0 | point >> 6);
        *out++ = (char)(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        *out++ = (char)(0xE0 | point >> 12);
        *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (point & 0x3F));
    } else {
        *out++ = (char)(0xF0 | point >> 18);
        *out++ = (char)(0x80 | (point >> 12 & 0x3F));
        *out++ = (char)(0x80 | (point >> 6 & 0x3F));
        *out++ = (char)(0x80 | (point & 0x3F));
    }
    return out;
}

static char plain_escape(uint8_t letter) {
    switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return (char)letter;
    }
}

// Pushes a checked string that has escapes; the result is never longer than its source.
// [-0, +1, 2, e]
static void push_unescaped(struct decoder *d, const uint8_t *end) {
    d->scratch.count = 0;
    char *start = clua_area_extend(d->L, &d->scratch, (size_t)(end - d->at));
    char *out = start;
    const uint8_t *at = d->at;
    while (at < end) {
        if (*at != '\\') {
            *out++ = (char)*at++;
        } else if (at[1] != 'u') {
            *out++ = plain_escape(at[1]);
            at += 2;
        } else {
            uint32_t point = (uint32_t)code_unit(d, at + 2);
            at += 6;
            if (point >= 0xD800 && point <= 0xDBFF) {
                uint32_t low = (uint32_t)code_unit(d, at + 2);
                point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
                at += 6;
            }
            out = put_code_point(out, point);
        }
    }
    lua_pushlstring(d->L, start, (size_t)(out - start));
}

// [-0, +1 while building, 2, e]
void clua_json_read_string(struct decoder *d) {
    bool escaped = false;
    d->at++;
    const uint8_t *end = string_end(d, &escaped);
    if (d->building) {
        if (escaped) {
            push_unescaped(d, end);
        } else {
            lua_pushlstring(d->L, (const char *)d->at, (size_t)(end - d->at));
        }
    }
    d->at = end + 1;
}

// Numbers

struct number {
    bool negative;
    bool integral;
    bool exact; // `digits` holds every digit
    uint64_t digits;
    int fraction; // how many of the digits stand after the point
    int exponent;
};

// [-0, +0, 3, e]
static const uint8_t *scan_digits(struct decoder *d, const uint8_t *at, struct number *number) {
    const uint8_t *first = at;
    for (; at < d->end && *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (number->digits > (UINT64_MAX - digit) / 10) {
            number->exact = false;
        } else if (number->exact) {
            number->digits = number->digits * 10 + digit;
        }
    }
    if (at == first) {
        d->at = at;
        clua_json_unexpected(d, "a digit");
    }
    return at;
}

// [-0, +0, 3, e]
static const uint8_t *scan_exponent(struct decoder *d, const uint8_t *at, struct number *number) {
    bool negative = at < d->end && *at == '-';
    if (at < d->end && (*at == '+' || *at == '-')) {
        at++;
    }
    struct number exponent = {.exact = true};
    at = scan_digits(d, at, &exponent);
    int size = exponent.exact && exponent.digits < 100000 ? (int)exponent.digits : 100000;
    number->exponent = negative ? -size : size;
    return at;
}

// [-0, +0, 3, e]
static const uint8_t *scan_number(struct decoder *d, struct number *number) {
    const uint8_t *at = d->at;
    if (*at == '-') {
        number->negative = true;
        at++;
    }
    const uint8_t *first = at;
    at = scan_digits(d, at, number);
    if (*first == '0' && at - first > 1) {
        clua_json_fail(d, first, "a number does not begin with a zero");
    }
    if (at < d->end && *at == '.') {
        const uint8_t *point = ++at;
        at = scan_digits(d, at, number);
        number->integral = false;
        number->fraction = at - point > 100000 ? 100000 : (int)(at - point);
    }
    if (at < d->end && (*at == 'e' || *at == 'E')) {
        number->integral = false;
        at = scan_exponent(d, at + 1, number);
    }
    return at;
}

// Digits up to 2^53 times a power of ten up to 10^22 are exact in one operation (Clinger, 1990).
static bool simple_float(const struct number *number, double *result) {
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int power = number->exponent - number->fraction;
    if (!number->exact || number->digits > (UINT64_C(1) << 53) || power < -22 || power > 22) {
        return false;
    }
    double value = (double)number->digits;
    value = power < 0 ? value / powers[-power] : value * powers[power];
    *result = number->negative ? -value : value;
    return true;
}

// [-0, +1, 3, e]
static void push_float(struct decoder *d, const uint8_t *end) {
    size_t length = (size_t)(end - d->at);
    d->scratch.count = 0;
    char *copy = clua_area_extend(d->L, &d->scratch, length + 1);
    memcpy(copy, d->at, length);
    copy[length] = '\0';
    if (lua_stringtonumber(d->L, copy) == 0) {
        clua_json_fail(d, d->at, "the number cannot be read");
    }
    double value = lua_tonumber(d->L, -1);
    if (value - value != 0) {
        clua_json_fail(d, d->at, "the number is too large");
    }
    lua_pop(d->L, 1);
    lua_pushnumber(d->L, value);
}

// [-0, +1 while building, 3, e]
void clua_json_read_number(struct decoder *d) {
    struct number number = {.exact = true, .integral = true};
    const uint8_t *end = scan_number(d, &number);
    uint64_t limit = (uint64_t)INT64_MAX + (number.negative ? 1 : 0);
    double value;
    if (!d->building) {
        d->at = end;
        return;
    }
    if (number.integral && number.exact && number.digits <= limit) {
        lua_pushinteger(d->L, (lua_Integer)(number.negative ? 0 - number.digits : number.digits));
    } else if (simple_float(&number, &value)) {
        lua_pushnumber(d->L, value);
    } else {
        push_float(d, end);
    }
    d->at = end;
}
