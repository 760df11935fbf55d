// SPDX-License-Identifier: MIT
#include "app/lab/cli/addresscommands.h"

#include "app/lab/address/addresscard.h"
#include "app/lab/address/addresswords.h"
#include "app/lab/address/interfaces.h"
#include "app/lab/address/namelookup.h"
#include "app/lab/address/routes.h"
#include "app/lab/cli/factcommand.h"
#include "app/lab/core/failure.h"

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

class AddressCommand final : public FactCommand
{
public:
    void start(Session &session) override
    {
        const Result<AddressCard> card = readAddress(typed());
        if (!card) {
            session.fail(card.error());
            return;
        }
        print(session, addressFacts(*card));
        session.end();
    }

protected:
    Positional positional() const override
    {
        return {"TEXT", "192.168.0.1, 192.168.0.1/24, 3232235521, 0xC0A80001, ::1, 127.0.0.1:80, ..."};
    }
};

class InterfacesCommand final : public FactCommand
{
public:
    void start(Session &session) override
    {
        std::vector<Facts> rows;
        const QList<Interface> list = interfaces();
        for (const Interface &interface : list)
            rows.push_back(interfaceFacts(interface));
        print(session, {{"interfaces", AddressWords::tr("Interfaces"), rows}});
        session.end();
    }
};

/// A command that asks the name service first.
class NameCommand : public FactCommand
{
public:
    void start(Session &session) override
    {
        m_lookup = std::make_unique<NameLookup>(session.clock());
        connect(m_lookup.get(), &NameLookup::answered, this,
                [this, &session](const NameAnswer &answer) { take(session, answer); });
        if (const Result<Done> asked = m_lookup->ask(typed()); !asked)
            session.fail(asked.error());
    }
    void stop() override { m_lookup.reset(); }

protected:
    virtual void take(Session &session, const NameAnswer &answer) = 0;

private:
    std::unique_ptr<NameLookup> m_lookup;
};

class ResolveCommand final : public NameCommand
{
protected:
    Positional positional() const override { return {"NAME", "a name, or an address for the way back"}; }

    void take(Session &session, const NameAnswer &answer) override
    {
        if (!answer.error.isEmpty()) {
            session.fail(Error{answer.error});
            return;
        }
        print(session, nameFacts(answer));
        session.end();
    }
};

class RouteCommand final : public NameCommand
{
public:
    void start(Session &session) override
    {
        // An address needs no name service, whatever form it has.
        if (const Result<Ipv4Reading> v4 = readIpv4(typed()))
            tell(session, QHostAddress(v4->value));
        else if (const Result<Ipv6Reading> v6 = readIpv6(typed()))
            tell(session, v6->toHostAddress());
        else
            NameCommand::start(session);
    }

protected:
    Positional positional() const override { return {"HOST", "an address or a name"}; }

    void take(Session &session, const NameAnswer &answer) override
    {
        if (answer.error.isEmpty())
            tell(session, answer.addresses.first());
        else
            session.fail(Error{answer.error});
    }

private:
    void tell(Session &session, const QHostAddress &destination)
    {
        const QList<Interface> list = interfaces();
        const RouteDecision decision = decideRoute(destination, list, systemRoutes());
        const KernelChoice kernel = askKernel(destination);
        print(session, routeFacts(decision, kernel, list));
        if (kernel.error == 0)
            session.end();
        else
            session.fail(Failure{"connect", kernel.error, destination.toString()}.toError());
    }
};

} // namespace

std::unique_ptr<Command> makeAddressCommand()
{
    return std::make_unique<AddressCommand>();
}

std::unique_ptr<Command> makeRouteCommand()
{
    return std::make_unique<RouteCommand>();
}

std::unique_ptr<Command> makeResolveCommand()
{
    return std::make_unique<ResolveCommand>();
}

std::unique_ptr<Command> makeInterfacesCommand()
{
    return std::make_unique<InterfacesCommand>();
}

} // namespace miniqq::lab
