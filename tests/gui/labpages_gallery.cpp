// SPDX-License-Identifier: MIT
// Renders a page of the Network Lab after something has happened on it:
// labpages_gallery free|udp|http|sockets|options|errors|lessons|lesson[:ID] [output.png [light|dark]] [--zh]
// [--narrow]
#include "app/lab/ui/free/formcard.h"
#include "app/lab/ui/free/freelabpage.h"
#include "app/lab/ui/free/httpcard.h"
#include "app/lab/ui/free/optionpanel.h"
#include "app/lab/ui/free/payloadeditor.h"
#include "app/lab/ui/free/servicecard.h"
#include "app/lab/ui/free/serviceformcard.h"
#include "app/lab/ui/free/tcpcard.h"
#include "app/lab/ui/free/udpcard.h"
#include "app/lab/ui/lessons/choicecard.h"
#include "app/lab/ui/lessons/lessonguide.h"
#include "app/lab/ui/lessons/lessonlist.h"
#include "app/lab/ui/lessons/lessonpage.h"
#include "app/lab/workbench/fieldtext.h"
#include "common/ui/inputfield.h"
#include "common/ui/language.h"
#include "common/ui/strips.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QComboBox>
#include <QElapsedTimer>
#include <QHBoxLayout>

#include <cstdio>

using namespace miniqq;
using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patienceMs = 20'000;

/// A picture waits for what it shows; a program that has no test library does so here.
bool waitFor(const std::function<bool()> &condition)
{
    QElapsedTimer time;
    time.start();
    while (!condition() && time.elapsed() < patienceMs)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 50);
    return condition();
}

void settle()
{
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 400)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
}

RunningService *serve(FreeLabPage &page, const QString &name)
{
    ServiceForm form = defaultForm(*findService(name));
    form.address = u"127.0.0.1"_s;
    form.ports = u"0"_s;
    page.serviceForm()->setForm(form);
    page.serviceForm()->start();
    const auto &services = page.bench().services().services();
    return services.empty() ? nullptr : services.back().get();
}

QString portOf(const RunningService *service)
{
    return QString::number(service->names().constFirst().port());
}

bool showTcp(FreeLabPage &page)
{
    RunningService *qq = serve(page, u"one-each"_s);
    if (!qq)
        return false;
    TcpForm form = {u"127.0.0.1"_s, portOf(qq)};
    form.sends = form.reads = u"gbk"_s;
    form.receiveSize = 5;
    page.tcp()->setForm(form);
    page.tcp()->connectNow();
    if (!waitFor([&] { return page.bench().tcp().isConnected(); }))
        return false;
    page.bench().tcp().send({Payload::Kind::Text, u"你在吗"_s});
    if (!waitFor([&] { return qq->takesReply(); }) || qq->reply(u"你好吗"_s))
        return false;
    const bool came = waitFor([&] { return page.bench().experiment().streams().streams().size() >= 2; });
    page.bench().tcp().send({Payload::Kind::Text, u"好"_s});
    return came && waitFor([&] { return qq->takesReply(); });
}

bool showUdp(FreeLabPage &page)
{
    RunningService *echo = serve(page, u"udp-echo"_s);
    page.showClient(FreeLabPage::Client::Udp);
    UdpBench &udp = page.bench().udp();
    page.udp()->openOrClose();
    udp.setReceiveSize(5);
    udp.sendTo(u"127.0.0.1"_s, portOf(echo), {Payload::Kind::Text, u"hello, world"_s});
    udp.sendTo(u"127.255.255.255"_s, u"9"_s, {Payload::Kind::Text, u"x"_s});
    (void)udp.join(u"239.1.2.3"_s, u"lo"_s);
    return waitFor([&] { return udp.transcript().lines().size() >= 5; });
}

bool showHttp(FreeLabPage &page)
{
    RunningService *server = serve(page, u"http"_s);
    page.showClient(FreeLabPage::Client::Http);
    page.http()->get(u"http://127.0.0.1:%1/"_s.arg(portOf(server)));
    return waitFor([&] { return page.bench().http().response().has_value(); });
}

bool showErrors(FreeLabPage &page)
{
    ServiceForm service = defaultForm(*findService(u"echo"_s));
    service.ports = u"70000"_s;
    page.serviceForm()->setForm(service);
    page.serviceForm()->start();
    page.tcp()->setForm({u"256.1.1.1"_s, u"8001"_s});
    page.tcp()->connectNow();
    page.tcp()->payload()->setKind(Payload::Kind::Hex);
    page.tcp()->payload()->complain({Field::Payload, fieldtext::hexBytes(u"c4 e"_s).error().text});
    return !page.serviceForm()->complaintAt(Field::Port).isEmpty() &&
           !page.tcp()->complaintAt(Field::Host).isEmpty();
}

bool show(FreeLabPage &page, const QString &what)
{
    if (what == u"udp")
        return showUdp(page);
    if (what == u"http")
        return showHttp(page);
    if (what == u"errors")
        return showErrors(page);
    const bool done = showTcp(page);
    if (what == u"options")
        page.showSide(FreeLabPage::Side::Options);
    else if (what == u"sockets")
        page.showSide(FreeLabPage::Side::Sockets);
    return done;
}

bool showLesson(LessonPage &page, const QString &what)
{
    if (!waitFor([&] { return page.lessons().rowCount() > 0; }))
        return false;
    if (what == u"lessons")
        return true;
    const QString id = what.contains(u':') ? what.section(u':', 1) : u"half-a-character"_s;
    for (int row = 0; row < page.lessons().rowCount(); ++row) {
        if (page.lessons().at(row).id() == id)
            page.open(row);
    }
    LessonSession &session = page.session();
    if (session.stage() == LessonSession::Stage::None)
        return false;
    const int hands[] = {4, 8, 12, 3, 2, 1};
    for (int choice = 0; choice < int(session.lesson().choices.size()); ++choice) {
        for (int hand = 0; hand < hands[choice % 6]; ++hand)
            session.vote(choice);
    }
    session.predict(session.rightChoice());
    session.run(LessonSession::Part::Printed);
    return waitFor([&] { return session.stage() == LessonSession::Stage::Answered; });
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QFont font(u"Noto Sans"_s);
    font.setPixelSize(13);
    QApplication::setFont(font);
    ThemeManager themes(app);
    themes.setAnimated(false);
    const QStringList arguments = QApplication::arguments();
    themes.setMode(arguments.contains(u"dark"_s) ? ThemeManager::Mode::Dark : ThemeManager::Mode::Light);
    LanguageManager languages(app);
    languages.setLanguage(arguments.contains(u"--zh"_s) ? LanguageManager::Language::Chinese
                                                        : LanguageManager::Language::English);
    SystemClock clock;
    tap::TrafficLog log(clock, tap::Side::Client);
    log.setMode(tap::TrafficLog::Mode::Full);

    Pane window(&Theme::canvas);
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(0, 0, 0, 0);
    const QString what = arguments.value(1, u"free"_s);
    const bool lesson = what.startsWith(u"lesson"_s);
    auto *lessons = lesson ? new LessonPage(log, clock, builtInLessons) : nullptr;
    auto *page = lesson ? nullptr : new FreeLabPage(log, clock);
    row->addWidget(lesson ? static_cast<QWidget *>(lessons) : page);
    // The messenger without its rail and header.
    window.resize(arguments.contains(u"--narrow"_s) ? 940 : 1216, 752);
    window.show();
    if (!(lesson ? showLesson(*lessons, what) : show(*page, what))) {
        std::fprintf(stderr, "what is to be shown did not happen\n");
        return 1;
    }
    settle();
    const QString file = arguments.value(2);
    if (!file.isEmpty() && !file.startsWith(u'-') && !window.grab().save(file)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        return 1;
    }
    return 0;
}
