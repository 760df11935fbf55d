// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

namespace miniqq::ui {

/// What a field is for, in one sentence, by tap::FrameField::explanation ("frame.length", "chat.send.uuid").
/// A field that means the same in several messages is explained once. Empty if there is nothing to say.
QString fieldExplanation(QByteArrayView key);

} // namespace miniqq::ui
