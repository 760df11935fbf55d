// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace miniqq::ui {

enum class AvatarKind { Person, Group, Lobby, Unknown };
enum class PresenceDot { None, Online, Away, Offline };

/// What a round avatar shows. `account` gives the colour, `name` the letter.
struct AvatarSpec
{
    QString account = {};
    QString name = {};
    AvatarKind kind = AvatarKind::Person;
    PresenceDot presence = PresenceDot::None;
};

/// FNV-1a (32 bit) of the lower-cased account name in UTF-8, modulo 8.
int avatarColourIndex(QStringView account);
QColor avatarColour(QStringView account);
/// The avatar colour as a text colour: lightened in the dark theme.
QColor avatarNameColour(QStringView account, const Theme &theme);
/// The first grapheme of the display name, upper-cased where the script has cases; "?" for an empty name.
QString avatarLetter(QStringView name);

/// Fills the circle in `rect`. The presence dot is ringed in `behind`, the colour the avatar lies on.
void paintAvatar(QPainter &painter, const QRectF &rect, const AvatarSpec &spec, const QColor &behind,
                 const Theme &theme);

/// "online", "away", "offline"; empty for None.
QString presenceWord(PresenceDot presence);

} // namespace miniqq::ui
