// SPDX-License-Identifier: MIT
#include "app/lab/workbench/payload.h"

#include "app/lab/core/failure.h"
#include "app/lab/core/pythontext.h"
#include "app/lab/workbench/fieldtext.h"
#include "common/base/pooltask.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;
using Bytes = Result<QByteArray, Complaint>;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::Payload)
};

QString withEnding(const Payload &payload)
{
    switch (payload.ending) {
    case Payload::Ending::Lf:
        return payload.text + u'\n';
    case Payload::Ending::CrLf:
        return payload.text + u"\r\n"_s;
    case Payload::Ending::None:
        break;
    }
    return payload.text;
}

Bytes nothingToSend(Field field)
{
    return Complaint{field, Words::tr("There is nothing to send yet: an empty send would leave no trace.")};
}

Bytes readFile(const QString &name)
{
    const QFileInfo info(name);
    if (info.isDir())
        return Complaint{Field::File, Failure{"open", EISDIR, name}.toText()};
    if (info.exists() && !info.isFile()) // a pipe would be waited for, and with it the end of the program
        return Complaint{Field::File, Words::tr("%1 is no file. Choose a file to send.").arg(name)};
    QFile file(name);
    errno = 0;
    if (!file.open(QIODevice::ReadOnly))
        return Complaint{Field::File, Failure{"open", errno != 0 ? errno : EACCES, name}.toText()};
    // One byte more than is allowed: a file may grow, or be none whose length is known.
    const QByteArray bytes = file.read(maxPayloadFile + 1);
    if (bytes.size() > maxPayloadFile) {
        return Complaint{Field::File, Words::tr("%1 has more than 16 MiB. Choose a smaller file.").arg(name)};
    }
    return bytes.isEmpty() ? nothingToSend(Field::File) : Bytes(bytes);
}

} // namespace

void makeBytes(const Payload &payload, Encoding encoding, QObject *context,
               const std::function<void(const Bytes &)> &then)
{
    if (payload.kind == Payload::Kind::File) {
        const QString name = payload.text.trimmed();
        if (name.isEmpty()) {
            then(Complaint{Field::File, Words::tr("Choose a file to send.")});
            return;
        }
        onPool(
            context, [name] { return readFile(name); }, then);
        return;
    }
    const auto bytes = payload.kind == Payload::Kind::Hex ? fieldtext::hexBytes(payload.text)
                                                          : encodeStrict(encoding, withEnding(payload));
    if (!bytes)
        then(Complaint{Field::Payload, bytes.error().text});
    else if (bytes->isEmpty())
        then(nothingToSend(Field::Payload));
    else
        then(*bytes);
}

QString payloadText(const Payload &payload, const QByteArray &bytes)
{
    constexpr qsizetype shown = 64;
    if (payload.kind == Payload::Kind::Text)
        return payload.text;
    const QString text = QString::fromLatin1(pythonRepr(bytes.first(std::min(bytes.size(), shown))));
    return bytes.size() > shown ? QString(text + u'…') : text;
}

} // namespace miniqq::lab
