// SPDX-License-Identifier: MIT
#include "common/ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QFontInfo>

namespace miniqq::ui {

namespace {

using TokenInfo = Theme::TokenInfo;

constexpr QRgb opaque(QRgb rgb)
{
    return 0xff000000U | rgb;
}

constexpr TokenInfo row(const char *name, Theme::Token token, QRgb light, QRgb dark)
{
    return {name, token, opaque(light), opaque(dark)};
}

#define TOKEN(name, light, dark) row(#name, &Theme::name, light, dark)
constexpr TokenInfo tokenTable[] = {
    TOKEN(canvas, 0xF3F5F8, 0x12151A),
    TOKEN(panel, 0xFFFFFF, 0x181C22),
    TOKEN(rail, 0xE8ECF2, 0x0D1014),
    TOKEN(raised, 0xFFFFFF, 0x20252D),
    TOKEN(sunken, 0xEEF1F6, 0x0F1217),
    TOKEN(hover, 0xF0F3F8, 0x20262F),
    TOKEN(selected, 0xE0EAFE, 0x20345C),
    TOKEN(line, 0xE0E4EB, 0x2A313B),
    TOKEN(line2, 0xC2C9D5, 0x414A58),
    TOKEN(control, 0x868F9F, 0x667080),
    TOKEN(text, 0x161B26, 0xE8EBF1),
    TOKEN(text2, 0x515B6B, 0xAEB7C5),
    TOKEN(text3, 0x5C6676, 0x96A0B0),
    TOKEN(disabled, 0xA3ABB8, 0x5D6675),
    TOKEN(accent, 0x2B66E3, 0x2F6AE6),
    TOKEN(accentHover, 0x2259CE, 0x4079EF),
    TOKEN(accentPress, 0x1B4DB5, 0x2259CE),
    TOKEN(onAccent, 0xFFFFFF, 0xFFFFFF),
    TOKEN(accentText, 0x1F58CC, 0x84B0FF),
    TOKEN(accentSoft, 0xE0EAFE, 0x1D2F55),
    TOKEN(focus, 0x2B66E3, 0x84B0FF),
    TOKEN(bubbleIn, 0xFFFFFF, 0x232933),
    TOKEN(bubbleOut, 0xDBE7FE, 0x1F3C75),
    TOKEN(bubbleOutText, 0x12203C, 0xEEF3FF),
    TOKEN(bubbleOutMeta, 0x4A5D86, 0xA9C0EE),
    TOKEN(ok, 0x0B7457, 0x4CC79B),
    TOKEN(okSoft, 0xDCF2EA, 0x14332A),
    TOKEN(warn, 0x875500, 0xE3AC4C),
    TOKEN(warnSoft, 0xFBF0D8, 0x372B14),
    TOKEN(err, 0xB92B27, 0xFF8B82),
    TOKEN(errSoft, 0xFCE7E5, 0x421E1D),
    TOKEN(presence, 0x1E9E6A, 0x35C088),
    TOKEN(obs, 0x0B7457, 0x4CC79B),
    TOKEN(der, 0x875500, 0xE3AC4C),
    TOKEN(sim, 0x7A3FA8, 0xC79BEA),
    TOKEN(simSoft, 0xF1E8F8, 0x2F2140),
    TOKEN(trackMsg, 0xC9DBFD, 0x25427C),
    TOKEN(trackRead, 0xCBEBE3, 0x17473F),
    TOKEN(trackFrame, 0xF3DDEB, 0x4E2843),
    TOKEN(hexSel, 0xFBE3A6, 0x6A5216),
    TOKEN(tChat, 0x2B66E3, 0x84B0FF),
    TOKEN(tAck, 0x05524F, 0x38D6B0),
    TOKEN(tSession, 0x86158C, 0xEFC6F8),
    TOKEN(tFile, 0x563400, 0xD59A30),
    TOKEN(tCtl, 0x687082, 0x969EAA),
    TOKEN(tErr, 0xD0291E, 0xEE6D63),
    TOKEN(countMuted, 0x68717F, 0x68717F),
    TOKEN(absent, 0xA3A9B4, 0x5D6675),
    TokenInfo{"shadow", &Theme::shadow, qRgba(20, 28, 45, 26), qRgba(0, 0, 0, 0)},
    TokenInfo{"scrim", &Theme::scrim, qRgba(22, 28, 40, 97), qRgba(5, 7, 10, 153)},
};
#undef TOKEN

// Some platforms answer with a proportional font: then the first fixed family that is installed.
QFont findFixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (QFontInfo(font).fixedPitch())
        return font;
    const QStringList families = QFontDatabase::families();
    for (const auto *name : {"Noto Sans Mono", "DejaVu Sans Mono", "Liberation Mono", "Menlo", "Consolas"}) {
        if (families.contains(QLatin1StringView(name))) {
            font.setFamilies({QString::fromLatin1(name)});
            return font;
        }
    }
    return font;
}

Theme fromTable(bool dark)
{
    Theme theme;
    theme.dark = dark;
    for (const TokenInfo &info : tokenTable)
        theme.*info.token = QColor::fromRgba(dark ? info.dark : info.light);
    theme.setFonts(QApplication::font(), Theme::fixedFont());
    return theme;
}

// Sizes relative to the body text of 13.
constexpr double bodySize = 13.0;
constexpr double sizes[] = {26, 20, 15, 14, 13, 12, 11, 12, 11.5};

QStringList emojiFamilies()
{
    return {QStringLiteral("Noto Color Emoji"), QStringLiteral("Segoe UI Emoji"),
            QStringLiteral("Apple Color Emoji")};
}

bool isMono(FontRole role)
{
    return role == FontRole::Display || role == FontRole::Code || role == FontRole::Hex;
}

} // namespace

std::span<const TokenInfo> Theme::tokens()
{
    return tokenTable;
}

Theme Theme::light()
{
    return fromTable(false);
}

Theme Theme::night()
{
    return fromTable(true);
}

QFont Theme::fixedFont()
{
    return findFixedFont();
}

void Theme::setFonts(const QFont &base, const QFont &mono, qreal scale)
{
    for (int i = 0; i < fontRoles; ++i) {
        const qreal ratio = sizes[i] / bodySize * qBound(0.8, scale, 2.0);
        QFont font = base;
        QStringList families = base.families();
        // "Sans Serif" is no family that is installed: what it stands for has to be named, or the emoji's own
        // digits and blanks come first.
        if (const QString real = QFontInfo(base).family(); !families.contains(real))
            families.prepend(real);
        if (isMono(FontRole(i))) {
            families = mono.families() + families;
            font.setStyleHint(QFont::Monospace);
        }
        // Without them some emoji come in colour and others as line drawings of a symbol font.
        font.setFamilies(families + emojiFamilies());
        if (base.pointSizeF() > 0)
            font.setPointSizeF(base.pointSizeF() * ratio);
        else
            font.setPixelSize(qMax(1, qRound(base.pixelSize() * ratio)));
        font.setWeight(QFont::Normal);
        m_fonts[size_t(i)] = font;
        font.setWeight(QFont::DemiBold);
        m_fonts[size_t(i + fontRoles)] = font;
    }
}

const QFont &Theme::font(FontRole role, Strength strength) const
{
    return m_fonts[size_t(role) + (strength == Strength::Strong ? size_t(fontRoles) : 0)];
}

const QColor &Theme::colour(MessageClass c) const
{
    switch (c) {
    case MessageClass::Chat:
        return tChat;
    case MessageClass::Ack:
        return tAck;
    case MessageClass::Session:
        return tSession;
    case MessageClass::File:
        return tFile;
    case MessageClass::Control:
        return tCtl;
    case MessageClass::Error:
        break;
    }
    return tErr;
}

QPalette Theme::palette() const
{
    QPalette p;
    p.setColor(QPalette::Window, canvas);
    p.setColor(QPalette::Base, panel);
    p.setColor(QPalette::AlternateBase, sunken);
    p.setColor(QPalette::Button, panel);
    p.setColor(QPalette::WindowText, text);
    p.setColor(QPalette::Text, text);
    p.setColor(QPalette::ButtonText, text);
    p.setColor(QPalette::BrightText, onAccent);
    p.setColor(QPalette::PlaceholderText, text3);
    p.setColor(QPalette::Light, panel);
    p.setColor(QPalette::Midlight, line);
    p.setColor(QPalette::Mid, control);
    p.setColor(QPalette::Dark, line2);
    p.setColor(QPalette::Shadow, line2);
    p.setColor(QPalette::Highlight, accent);
    p.setColor(QPalette::HighlightedText, onAccent);
    p.setColor(QPalette::Link, accentText);
    p.setColor(QPalette::LinkVisited, accentText);
    p.setColor(QPalette::ToolTipBase, raised);
    p.setColor(QPalette::ToolTipText, text);
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        p.setColor(QPalette::Disabled, role, disabled);
    p.setColor(QPalette::Disabled, QPalette::Base, sunken);
    p.setColor(QPalette::Disabled, QPalette::Highlight, line2);
    return p;
}

} // namespace miniqq::ui
