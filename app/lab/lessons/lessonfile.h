// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/lessons/lesson.h"
#include "common/base/result.h"

namespace miniqq::lab {

/// The largest file that is read.
inline constexpr qint64 maxLessonBytes = 256 * 1024;

/// A lesson from the bytes of its file, checked through and through. The error is one sentence with the
/// file's name, the place ("steps[3].size") and what to write there instead.
Result<Lesson> readLesson(const QByteArray &bytes, const QString &fileName);
/// Reads the file, too.
Result<Lesson> readLessonFile(const QString &path);

} // namespace miniqq::lab
