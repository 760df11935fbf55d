// SPDX-License-Identifier: MIT
// Renders the exchange view and the cards into one picture: exchange_gallery [output.png [light|dark]] [--zh]
#include "gallerytraffic.h"

#include "common/ui/exchange/connectioncard.h"
#include "common/ui/exchange/exchangediagramcard.h"
#include "common/ui/exchange/exchangeview.h"
#include "common/ui/exchange/framedetails.h"
#include "common/ui/exchange/framefieldsview.h"
#include "common/ui/exchange/framelistview.h"
#include "common/ui/exchange/rttcard.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include <cstdio>

using namespace miniqq;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

QWidget *networkColumn(const tap::TrafficLog &log)
{
    auto *pane = new Pane(&Theme::canvas, Qt::LeftEdge);
    pane->setFixedWidth(metric::networkWidth);
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(metric::cardGap);
    auto *connection = new ConnectionCard;
    ConnectionCardData data;
    data.local = {u"本机 · Alice"_s, u"192.168.1.7"_s, 51034, u"私有"_s, u"临时端口"_s};
    data.remote = {u"服务器"_s, u"192.168.1.20"_s, 6477, u"私有"_s, u"监听端口"_s};
    data.state = u"ESTABLISHED"_s;
    data.path = u"同一子网，不经过网关"_s;
    data.tls = u"1.3 · AES-256-GCM · 证书已固定"_s;
    connection->setData(data);
    column->addWidget(connection);
    auto *rtt = new RttCard;
    for (const double ms : {1.8, 1.7, 2.0, 1.8, 1.9, 2.1, 1.8, 4.0, 2.0, 1.8, 1.7, 1.9, 1.8})
        rtt->setData({ms, u"getsockopt(TCP_INFO)"_s, Provenance::Observed, 18'842, 43'725, 0, 10, 0});
    column->addWidget(rtt);
    column->addWidget(new ExchangeDiagramCard(log), 1);
    return pane;
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
    themes.setMode(arguments.contains(u"light"_s) ? ThemeManager::Mode::Light : ThemeManager::Mode::Dark);
    LanguageManager languages(app);
    languages.setLanguage(arguments.contains(u"--zh"_s) ? LanguageManager::Language::Chinese
                                                        : LanguageManager::Language::English);

    GalleryClock clock;
    tap::TrafficLog serverLog(clock, tap::Side::Server);
    playServerTraffic(serverLog, clock);
    tap::TrafficLog clientLog(clock, tap::Side::Client);
    playClientTraffic(clientLog, clock);

    QWidget window;
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *view = new ExchangeView(serverLog);
    row->addWidget(view, 1);
    row->addWidget(networkColumn(clientLog));
    window.resize(1640, 720);
    window.show();
    view->selectEnvelope(u"7"_s);
    view->details()->fields()->selectByte(80);
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    const QImage picture = window.grab().toImage();
    if (view->model().rowCount() < 10 || view->list()->currentIndex().row() < 0) {
        std::fprintf(stderr, "the view shows no traffic\n");
        return 1;
    }
    const QString file = arguments.value(1);
    if (!file.isEmpty() && !file.startsWith(u'-') && !picture.save(file)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        return 1;
    }
    return 0;
}
