// SPDX-License-Identifier: MIT
#include "app/lab/cli/datagramtext.h"

namespace miniqq::lab {

void showDatagram(Terminal &terminal, Encoding encoding, const Received &datagram)
{
    TextDecoder decoder(encoding);
    QString text = decoder.feed(datagram.bytes);
    text += decoder.finish();
    terminal.printLine(text);
    terminal.printLine(datagram.from.toPython());
    if (const auto strict = decodeStrict(encoding, datagram.bytes); !strict)
        terminal.note(QStringLiteral("recvfrom: ") + strict.error().toText());
    if (datagram.isTruncated()) {
        terminal.note(QStringLiteral("recvfrom: %1 of %2 bytes fit, the rest of the datagram is lost")
                          .arg(datagram.bytes.size())
                          .arg(datagram.fullLength));
    }
}

} // namespace miniqq::lab
