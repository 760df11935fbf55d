// SPDX-License-Identifier: MIT
#include "app/lab/lessons/lesson.h"

#include <algorithm>

namespace miniqq::lab {

const LessonEnd *Lesson::findEnd(const QString &endName) const
{
    const auto found = std::find_if(ends.constBegin(), ends.constEnd(),
                                    [&endName](const LessonEnd &end) { return end.name == endName; });
    return found == ends.constEnd() ? nullptr : &*found;
}

} // namespace miniqq::lab
