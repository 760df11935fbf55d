// SPDX-License-Identifier: MIT
#include "common/protocol/receipts.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {
namespace {

void writePositions(JsonWriter &out, const Positions &positions)
{
    out.integer("received", positions.received);
    out.integer("read", positions.read);
}

Positions readPositions(ObjectReader &in)
{
    return {in.optionalInteger("received").value_or(0), in.optionalInteger("read").value_or(0)};
}

} // namespace

void ReceiptSet::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    writePositions(out, positions);
}

ReceiptSet ReceiptSet::fromJson(ObjectReader &in)
{
    ReceiptSet m;
    m.conversation = in.conversation("conv");
    m.positions = readPositions(in);
    return m;
}

void ReceiptChanged::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.string("account", account);
    writePositions(out, positions);
}

ReceiptChanged ReceiptChanged::fromJson(ObjectReader &in)
{
    ReceiptChanged m;
    m.conversation = in.conversation("conv");
    m.account = in.account("account");
    m.positions = readPositions(in);
    return m;
}

void TypingSet::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.boolean("typing", typing);
}

TypingSet TypingSet::fromJson(ObjectReader &in)
{
    TypingSet m;
    m.conversation = in.conversation("conv");
    m.typing = in.boolean("typing");
    return m;
}

void TypingChanged::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.string("account", account);
    out.boolean("typing", typing);
}

TypingChanged TypingChanged::fromJson(ObjectReader &in)
{
    TypingChanged m;
    m.conversation = in.conversation("conv");
    m.account = in.account("account");
    m.typing = in.boolean("typing");
    return m;
}

} // namespace miniqq::protocol
