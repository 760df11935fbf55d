// SPDX-License-Identifier: MIT
#include "app/lab/address/addresswords.h"
#include "app/lab/address/reachability.h"
#include "common/base/errornames.h"

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

QString code(const char *text)
{
    return QString::fromLatin1(text);
}

QString dialText(const ReachMatrix &matrix, Dial dial)
{
    const QString address = matrix.dialAddress(dial).toString();
    switch (dial) {
    case Dial::HereLoopback:
    case Dial::HereLoopback6:
    case Dial::HereLan:
        return AddressWords::tr("this machine dials %1").arg(address);
    case Dial::Neighbour:
        return AddressWords::tr("a neighbour dials %1").arg(address);
    case Dial::Internet:
        return AddressWords::tr("somebody on the Internet dials %1").arg(address);
    }
    Q_UNREACHABLE();
}

QString triedText(const ReachCell &cell)
{
    if (!cell.tried)
        return cell.canBeTried() ? AddressWords::tr("not tried yet")
                                 : AddressWords::tr("cannot be tried from here");
    const QString time = AddressWords::tr("%1 ms").arg(double(cell.tried->elapsedNs) / 1e6, 0, 'f', 2);
    return cell.tried->error == 0 ? AddressWords::tr("connected in %1 (observed)").arg(time)
                                  : AddressWords::tr("%1 after %2 (observed)")
                                        .arg(QString::fromLatin1(errnoName(cell.tried->error)), time);
}

} // namespace

QString reachText(const ReachMatrix &matrix, BindChoice bind, Dial dial)
{
    const QString bound = matrix.bindAddress(bind).toString();
    const QString dialled = matrix.dialAddress(dial).toString();
    switch (matrix.cell(bind, dial).computed) {
    case Reach::Yes:
        return AddressWords::tr("Yes: a server on %1 takes what is sent to %2.").arg(bound, dialled);
    case Reach::Refused:
        return AddressWords::tr("Refused: the packet arrives at %2, but the server listens on %1 only.")
            .arg(bound, dialled);
    case Reach::NoWay:
        return AddressWords::tr("No: nobody far away can reach %1, it counts in the own network only. The "
                                "router would have to forward a port.")
            .arg(dialled);
    case Reach::Perhaps:
        return AddressWords::tr("Yes, if no firewall stops it: a server on %1 takes what is sent to %2.")
            .arg(bound, dialled);
    case Reach::NoAddress:
        return AddressWords::tr("This machine has no such address.");
    }
    Q_UNREACHABLE();
}

Facts reachabilityFacts(const ReachMatrix &matrix)
{
    std::vector<Facts> rows;
    for (const auto &line : matrix.cells) {
        for (const ReachCell &cell : line) {
            Facts row;
            row.push_back({"bind", AddressWords::tr("Server binds to"), code(bindCode(cell.bind)),
                           matrix.bindAddress(cell.bind).toString()});
            row.push_back({"dial", AddressWords::tr("Who dials"), code(dialCode(cell.dial)),
                           dialText(matrix, cell.dial)});
            row.push_back({"computed", AddressWords::tr("By rule (derived)"), code(reachCode(cell.computed)),
                           reachText(matrix, cell.bind, cell.dial)});
            row.push_back({"tried", AddressWords::tr("Tried"),
                           cell.tried
                               ? (cell.tried->error == 0 ? u"connected"_s
                                                         : QString::fromLatin1(errnoName(cell.tried->error)))
                               : QString(),
                           triedText(cell)});
            row.push_back({"agrees", {}, cell.agrees()});
            rows.push_back(std::move(row));
        }
    }
    return {{"cells", AddressWords::tr("Who reaches whom"), rows}};
}

} // namespace miniqq::lab
