// SPDX-License-Identifier: MIT
#include "common/tap/framefields.h"

#include "common/protocol/envelope.h"
#include "common/protocol/secrets.h"
#include "common/wire/frame.h"

#include <QtEndian>

namespace miniqq::tap {
namespace {

using protocol::JsonValue;

QString textOf(const JsonValue &value)
{
    if (value.isObject() || value.isArray())
        return {};
    const std::optional<QByteArray> text = value.string();
    return QString::fromUtf8(text ? QByteArrayView(*text) : value.raw());
}

/// `path` explains the members of `parent`; empty if nothing below is known.
std::vector<FrameField> childrenOf(const JsonValue &parent, const QByteArray &path)
{
    std::vector<FrameField> fields;
    for (auto child = parent.firstChild(); child; child = child->nextSibling()) {
        FrameField field;
        const QByteArray key = child->key();
        if (parent.isObject()) {
            field.name = QString::fromUtf8(key);
            field.explanation = path.isEmpty() ? QByteArray() : QByteArray(path + '.' + key);
        } else {
            field.name = QString(QLatin1Char('[') + QString::number(fields.size()) + QLatin1Char(']'));
            field.explanation = path;
        }
        field.value = textOf(*child);
        field.begin = wire::headerSize + child->memberBegin();
        field.valueBegin = wire::headerSize + child->begin();
        field.end = field.valueEnd = wire::headerSize + child->end();
        field.children = childrenOf(*child, field.explanation);
        fields.push_back(std::move(field));
    }
    return fields;
}

std::vector<FrameField> envelopeFields(const protocol::JsonDocument &document)
{
    const JsonValue root = document.root();
    const protocol::EnvelopeHead head = protocol::readHead(document);
    std::vector<FrameField> fields = childrenOf(root, {});
    size_t index = 0;
    for (auto member = root.firstChild(); member; member = member->nextSibling(), ++index) {
        if (!protocol::isEnvelopeKey(member->key()))
            continue;
        fields[index].explanation = "envelope." + member->key();
        if (head.body && member->begin() == head.body->begin())
            fields[index].children =
                childrenOf(*member, protocol::isKnownType(head.type) ? head.type : QByteArray());
    }
    return fields;
}

FrameField plainField(const QString &name, const QByteArray &explanation, qsizetype begin, qsizetype end)
{
    FrameField field;
    field.name = name;
    field.explanation = explanation;
    field.begin = field.valueBegin = begin;
    field.end = field.valueEnd = end;
    return field;
}

} // namespace

std::vector<FrameField> frameFields(QByteArrayView frame)
{
    std::vector<FrameField> fields;
    if (frame.isEmpty())
        return fields;
    const qsizetype headerEnd = std::min(frame.size(), wire::headerSize);
    fields.push_back(plainField(QStringLiteral("length"), "frame.length", 0, headerEnd));
    if (headerEnd == wire::headerSize)
        fields[0].value = QString::number(qFromBigEndian<quint32>(frame.data()));
    if (frame.size() <= wire::headerSize)
        return fields;

    FrameField payload =
        plainField(QStringLiteral("payload"), "frame.payload", wire::headerSize, frame.size());
    protocol::JsonDocument document;
    if (!document.parse(frame.sliced(wire::headerSize)))
        payload.children = envelopeFields(document);
    fields.push_back(std::move(payload));
    return fields;
}

std::vector<int> fieldAt(const std::vector<FrameField> &fields, qsizetype offset)
{
    for (size_t i = 0; i < fields.size(); ++i) {
        if (offset < fields[i].begin || offset >= fields[i].end)
            continue;
        std::vector<int> path{int(i)};
        const std::vector<int> inner = fieldAt(fields[i].children, offset);
        path.insert(path.end(), inner.begin(), inner.end());
        return path;
    }
    return {};
}

} // namespace miniqq::tap
