// SPDX-License-Identifier: MIT
#include "common/protocol/auth.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

void AuthRegister::toJson(JsonWriter &out) const
{
    out.string("account", account);
    if (display)
        out.string("display", *display);
    out.string("password", password);
    if (code)
        out.string("code", *code);
}

AuthRegister AuthRegister::fromJson(ObjectReader &in)
{
    AuthRegister m;
    m.account = in.account("account");
    m.display = in.optionalDisplayName("display");
    m.password = in.text("password", protocol::password);
    m.code = in.optionalText("code", registrationCode);
    return m;
}

void AuthSignIn::toJson(JsonWriter &out) const
{
    out.string("account", account);
    out.string("password", password);
}

AuthSignIn AuthSignIn::fromJson(ObjectReader &in)
{
    AuthSignIn m;
    m.account = in.account("account");
    m.password = in.text("password", protocol::password);
    return m;
}

void AuthResume::toJson(JsonWriter &out) const
{
    out.string("account", account);
    out.string("token", token);
}

AuthResume AuthResume::fromJson(ObjectReader &in)
{
    AuthResume m;
    m.account = in.account("account");
    m.token = in.text("token", protocol::token);
    return m;
}

void AuthPassword::toJson(JsonWriter &out) const
{
    out.string("password", password);
    out.string("newPassword", newPassword);
}

AuthPassword AuthPassword::fromJson(ObjectReader &in)
{
    AuthPassword m;
    m.password = in.text("password", protocol::password);
    m.newPassword = in.text("newPassword", protocol::password);
    return m;
}

void AuthOk::toJson(JsonWriter &out) const
{
    out.string("account", account);
    out.string("display", display);
    out.string("token", token);
    out.integer("session", session);
}

AuthOk AuthOk::fromJson(ObjectReader &in)
{
    AuthOk m;
    m.account = in.account("account");
    m.display = in.displayName("display");
    m.token = in.text("token", protocol::token);
    m.session = in.integer("session", 1);
    return m;
}

} // namespace miniqq::protocol
