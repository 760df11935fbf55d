// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagelayout.h"
#include "tests/fuzz/fuzzbodies.h"
#include "tests/fuzz/promise.h"

namespace miniqq::fuzz {
namespace {

using namespace client;

bool turns(QChar c)
{
    return (c >= QChar(0x202a) && c <= QChar(0x202e)) || c == QChar(0x200e) || c == QChar(0x200f) ||
           (c >= QChar(0x2066) && c <= QChar(0x2069));
}

void checkRuns(const QString &text)
{
    qsizetype end = 0;
    for (const TextRun &run : findEmoji(text)) {
        promise(run.start >= end && run.length > 0, "runs of emoji follow each other");
        end = run.start + run.length;
    }
    promise(end <= text.size(), "runs lie within the text");
    end = 0;
    for (const TextLink &link : findLinks(text)) {
        promise(link.start >= end && link.length > 0, "links follow each other");
        promise(isAllowedLink(link.url), "only what may be opened is a link");
        end = link.start + link.length;
    }
    promise(end <= text.size(), "links lie within the text");
}

} // namespace

void messageText(QByteArrayView input)
{
    if (input.size() > 16 * 1024)
        return; // the server takes no more
    const QString text = QString::fromUtf8(input);
    const QString shown = displayText(text);
    promise(shown.size() == text.size(), "positions in what is shown are positions in the text");
    for (const QChar c : shown) {
        promise(c < QChar(0x202a) || c > QChar(0x202e), "nothing turns the writing direction for good");
        promise(c == u'\t' || c.category() != QChar::Other_Control, "controls are shown as pictures");
    }
    const QString line = singleLine(text);
    promise(line.size() <= 200 && !line.contains(u'\n'), "a line is one line");
    promise(std::none_of(line.cbegin(), line.cend(), turns), "nothing in a line turns what stands beside it");
    checkRuns(text);

    static const MessageMetrics metrics = MessageMetrics::from(ui::Theme::light());
    MessageRow row;
    row.from = "bob";
    row.name = line;
    row.text = text;
    for (const int width : {120, 600}) {
        const MessageLayout layout = layOutMessage(row, {}, width, metrics);
        promise(layout.height > 0 && layout.bubble.right() <= width + 1 && layout.bubble.left() >= 0,
                "a bubble stays in its pane");
        const qreal most = double(text.size() + 2) * metrics.lineHeight + metrics.emojiLine + 200;
        promise(layout.height <= most, "no text is higher than its lines");
        promise(layout.positionAt(QPointF(5, 5), true) <= text.size(), "a position lies within the text");
    }
}

} // namespace miniqq::fuzz
