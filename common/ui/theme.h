// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <array>
#include <span>

class QWidget;

namespace miniqq::ui {

/// What a text is for. Sizes follow from the body size by fixed ratios, so that one slider scales everything.
enum class FontRole { Display, Title, Heading, Message, Body, Caption, Micro, Code, Hex };

/// There are two weights only.
enum class Strength { Regular, Strong };

/// The families of frames, told apart by colour, line and arrow head in lists and diagrams.
enum class MessageClass { Chat, Ack, Session, File, Control, Error };

/// Sizes in device-independent pixels; nothing else in the user interface invents its own.
namespace metric {
inline constexpr int grid = 8;
inline constexpr int pagePadding = 16;
inline constexpr int cardPadding = 12;
inline constexpr int cardGap = 12;

inline constexpr int radiusControl = 8;
inline constexpr int radiusCard = 10;
inline constexpr int radiusDialog = 14;
inline constexpr int radiusBubble = 14;
inline constexpr int radiusBubbleJoined = 5;
inline constexpr int radiusTag = 4;

inline constexpr int headerHeight = 56;
inline constexpr int listRowHeight = 64;
inline constexpr int tableRowHeight = 40;
inline constexpr int tableHeadHeight = 32;
inline constexpr int tabBarHeight = 40;
inline constexpr int toolBarHeight = 48;
inline constexpr int statusHeight = 36;
inline constexpr int buttonSmall = 28;
inline constexpr int buttonNormal = 32;
inline constexpr int buttonLarge = 40;
inline constexpr int inputHeight = 36;
inline constexpr int inputLarge = 40;
inline constexpr int bannerHeight = 40;

inline constexpr int railWidth = 64;
inline constexpr int listWidth = 280;
inline constexpr int listWidthMin = 200;
inline constexpr int listWidthMax = 400;
inline constexpr int networkWidth = 360;
inline constexpr int networkWidthMin = 320;
inline constexpr int networkWidthMax = 480;
inline constexpr int detailWidth = 328;

inline constexpr int motionFast = 120;  ///< ms: tab, row, switch
inline constexpr int motionPanel = 180; ///< ms: panel slide, banner
inline constexpr int motionBubble = 140;
inline constexpr int motionNudge = 400;
} // namespace metric

/// Every colour and font of the two windows as one value. Painters read it and never name a colour
/// themselves.
struct Theme
{
    QColor canvas, panel, rail, raised, sunken, hover, selected;
    QColor line, line2, control;
    QColor text, text2, text3, disabled;
    QColor accent, accentHover, accentPress, onAccent, accentText, accentSoft, focus;
    QColor bubbleIn, bubbleOut, bubbleOutText, bubbleOutMeta;
    QColor ok, okSoft, warn, warnSoft, err, errSoft, presence;
    QColor obs, der, sim, simSoft;
    QColor trackMsg, trackRead, trackFrame, hexSel;
    QColor tChat, tAck, tSession, tFile, tCtl, tErr;
    QColor shadow, scrim; ///< with alpha; `shadow` is transparent in the dark theme
    QColor countMuted;    ///< unread count of a muted conversation
    QColor absent;        ///< presence dot of someone who is not there

    bool dark = false;
    bool animated = true; ///< false: every state change jumps

    /// The two themes, with fonts made from `QApplication::font()`.
    static Theme light();
    static Theme night();

    /// The system's fixed-width font, or the first fixed family that is installed.
    static QFont fixedFont();
    /// Derives all fonts from one base (its size is the body size) and one family for code. `scale` is 0.8
    /// ... 2.
    void setFonts(const QFont &base, const QFont &mono, qreal scale = 1.0);
    const QFont &font(FontRole role, Strength strength = Strength::Regular) const;

    /// The colour of a family of frames.
    const QColor &colour(MessageClass c) const;
    /// Duration to animate with: 0 while motion is off.
    int motion(int ms) const { return animated ? ms : 0; }
    /// Fill of inputs: `panel`, in the dark theme `sunken`.
    const QColor &inputFill() const { return dark ? sunken : panel; }
    /// Fill of small things that lie on a panel (tags, heads): `sunken`, in the dark theme `raised`.
    const QColor &tileFill() const { return dark ? raised : sunken; }

    QPalette palette() const;

    /// A colour role, e.g. `&Theme::text2`: what widgets keep instead of a colour, so that they follow the
    /// theme.
    using Token = QColor Theme::*;
    struct TokenInfo
    {
        const char *name;
        Token token;
        QRgb light;
        QRgb dark;
    };
    /// The table behind light() and night(): one row per token.
    static std::span<const TokenInfo> tokens();

private:
    static constexpr int fontRoles = 9;
    std::array<QFont, 2 * fontRoles> m_fonts;
};

/// The theme of the style that draws `widget` (of the application for nullptr). Valid until the next theme
/// change.
const Theme &themeOf(const QWidget *widget = nullptr);

} // namespace miniqq::ui
