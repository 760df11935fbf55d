// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::protocol {

/// How long a text may be and what may stand in it. Lengths are in code points and, as a second bound, in
/// bytes of UTF-8.
struct TextRule
{
    int minCodePoints = 0;
    int maxCodePoints = 0;
    int maxBytes = 0;
    bool blankAllowed = true; ///< may consist of white space alone
    bool oneLine = true; ///< no control characters at all; otherwise everything but U+0000 is taken as it is
};

inline constexpr int maxMessageCodePoints = 4000;
inline constexpr int maxMessageBytes = 16 * 1024;

inline constexpr TextRule messageText{1, maxMessageCodePoints, maxMessageBytes, false, false};
inline constexpr TextRule password{1, 256, 1024, true, true};
inline constexpr TextRule displayName{1, 40, 160, false, true};
inline constexpr TextRule accountName{1, 32, 96, false, true};
inline constexpr TextRule conversationKey{5, 68, 200, false, true};
inline constexpr TextRule identifier{1, 64, 64, false, true}; ///< an envelope's id and re
inline constexpr TextRule token{16, 128, 128, false, true};
inline constexpr TextRule typeName{1, 40, 40, false, true};
inline constexpr TextRule word{1, 40, 40, false, true}; ///< a word of an enumeration
inline constexpr TextRule programName{1, 80, 240, false, true};
inline constexpr TextRule groupNotice{0, 1000, 4000, true, false};
inline constexpr TextRule groupCode{8, 40, 40, false, true};
inline constexpr TextRule registrationCode{1, 64, 256, false, true};
inline constexpr TextRule noticeText{1, 1000, 4000, false, false};    ///< what an operator tells everybody
inline constexpr TextRule offeredFileName{0, 255, 1020, true, false}; ///< anything: it is made safe
inline constexpr TextRule fileName{1, 255, 255, false, true};         ///< made safe
inline constexpr TextRule explanation{0, 500, 2000, true, false};

/// Empty if `utf8` (well-formed) obeys the rule, else what is wrong with it, in English, fit for an error
/// reply.
QByteArray violation(QByteArrayView utf8, const TextRule &rule);

} // namespace miniqq::protocol
