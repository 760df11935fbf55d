// SPDX-License-Identifier: MIT
// Renders the views of the Network Lab into one picture: lab_gallery [output.png [light|dark]] [--zh]
// [--calls] With --calls [--filter] [--replay] [--narrow]: the views over an experiment; otherwise byte ruler
// and encoding bench.
#include "app/lab/core/rulerwords.h"
#include "app/lab/core/textcodec.h"
#include "app/lab/ui/byterulercard.h"
#include "app/lab/ui/calllane.h"
#include "app/lab/ui/encodingbenchcard.h"
#include "app/lab/ui/labexchangecard.h"
#include "app/lab/ui/labexchangeview.h"
#include "app/lab/ui/stepstrip.h"
#include "app/lab/ui/tuplecards.h"
#include "common/ui/language.h"
#include "common/ui/strips.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QVBoxLayout>

#include "labcalls.h"

#include <cstdio>

using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray question = QByteArray::fromHex("c4e3bac3c2f0"); // 你好吗 in GBK

/// A text of the tutorials, received by recv(5).
ByteRuler halfACharacter(bool incremental)
{
    ByteRuler ruler;
    ruler.addMessage(question, charactersOf(Encoding::Gbk, question));
    TextPieces pieces(Encoding::Gbk, incremental);
    pieces.read(ruler, question.first(5), 5);
    pieces.read(ruler, question.sliced(5), 5);
    return ruler;
}

/// Frames that stick together and are cut, the last one not yet whole.
ByteRuler framesOfAStream()
{
    ByteRuler ruler;
    const int sizes[] = {31, 12, 12, 57, 24};
    int number = 0;
    for (const int size : sizes) {
        const char *const types[] = {"chat.send", "ping", "pong", "file.chunk", "chat.ack"};
        QByteArray frame("\0\0\0\0{\"t\":", 9);
        frame.append(QByteArray(size - frame.size(), 'x'));
        ruler.addMessage(frame, {}, QString::fromLatin1(types[number++]));
    }
    const QByteArray stream(136, 'x');
    for (const int size : {55, 40, 33})
        ruler.addRead(stream.first(size), 1024);
    for (int i = 0; i < 4; ++i)
        ruler.addPiece(sizes[i], ByteRuler::PieceKind::Whole, ruler.messages()[size_t(i)].label, 4);
    return ruler;
}

/// A long stream of short texts, most of it dropped.
ByteRuler longStream()
{
    ByteRuler ruler(ByteRuler::Limits{.items = 900, .keptBytes = 1 << 20, .span = 1 << 20});
    TextPieces pieces(Encoding::Utf8, true);
    QByteArray stream;
    for (int i = 0; i < 700; ++i) {
        const QByteArray text = QStringLiteral("第 %1 句。").arg(i).toUtf8();
        ruler.addMessage(text, charactersOf(Encoding::Utf8, text));
        stream += text;
        if (i % 7 == 6 || stream.size() > 64) {
            pieces.read(ruler, stream.first(stream.size() - i % 5), 1024);
            stream = stream.last(i % 5);
        }
    }
    return ruler;
}

QWidget *rulerOf(const ByteRuler &ruler, const QString &from, const QString &to)
{
    auto *card = new ByteRulerCard;
    card->setEnds(from, to);
    card->setRuler(&ruler);
    return card;
}

QWidget *benchOf(const BenchInput &input)
{
    auto *card = new EncodingBenchCard;
    card->setInput(input);
    return card;
}

QVBoxLayout *columnOf(std::initializer_list<QWidget *> cards)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(metric::cardGap);
    for (QWidget *card : cards)
        column->addWidget(card);
    column->addStretch(1);
    return column;
}

bool grab(QWidget &window, const QStringList &arguments)
{
    window.show();
    for (int i = 0; i < 5; ++i)
        QCoreApplication::processEvents();
    const QImage picture = window.grab().toImage();
    const QString file = arguments.value(1);
    if (!file.isEmpty() && !file.startsWith(u'-') && !picture.save(file)) {
        std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
        return false;
    }
    return true;
}

/// The views over an experiment: calls, steps, 5-tuples, exchange.
int showCalls(const QStringList &arguments)
{
    miniqq::test::PutClock clock;
    miniqq::tap::TrafficLog log(clock, miniqq::tap::Side::Client);
    log.setMode(miniqq::tap::TrafficLog::Mode::Full);
    Experiment experiment(log);
    miniqq::test::LabCalls calls(log, clock);
    miniqq::test::playHalfACharacter(experiment, calls);
    experiment.drain();

    Pane window(&Theme::canvas);
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(16, 0, 0, 0);
    row->setSpacing(16);
    auto *steps = new Card(u"5 + 7"_s);
    for (const int end : {0, 1, 2})
        steps->bodyLayout()->addWidget(new StepStrip(experiment, end));
    auto *tuples = new TupleCards(experiment);
    auto *exchange = new LabExchangeCard(experiment);
    exchange->setFilter(arguments.contains(u"--filter"_s) ? u"FIN"_s : QString());
    auto *left = new QVBoxLayout;
    left->setContentsMargins(0, 16, 0, 16);
    left->setSpacing(metric::cardGap);
    left->addWidget(steps);
    left->addWidget(exchange, 3);
    left->addWidget(tuples, 2);
    row->addLayout(left, 1);
    auto *lane = new CallLane(experiment);
    lane->setFixedWidth(CallLane::laneWidth);
    row->addWidget(lane);
    if (arguments.contains(u"--replay"_s)) {
        exchange->view()->startReplay();
        ExchangePlayer &player = exchange->view()->player();
        player.pause();
        player.setSpeed(0.25);
        player.seek(player.replay()->duration() - 2'000'000);
    }
    window.resize(arguments.contains(u"--narrow"_s) ? QSize(820, 900) : QSize(1280, 1080));
    if (!grab(window, arguments))
        return 1;
    if (exchange->view()->layout().arrows().empty() || experiment.tuples().rowCount() == 0) {
        std::fprintf(stderr, "the views show nothing\n");
        return 1;
    }
    return 0;
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
    const bool chinese = arguments.contains(u"--zh"_s);
    themes.setMode(arguments.contains(u"dark"_s) ? ThemeManager::Mode::Dark : ThemeManager::Mode::Light);
    LanguageManager languages(app);
    languages.setLanguage(chinese ? LanguageManager::Language::Chinese : LanguageManager::Language::English);

    if (arguments.contains(u"--calls"_s))
        return showCalls(arguments);
    const ByteRuler half = halfACharacter(false);
    const ByteRuler healed = halfACharacter(true);
    const ByteRuler frames = framesOfAStream();
    const ByteRuler stream = longStream();
    const QString server = chinese ? u"服务器"_s : u"server"_s;
    const QString client = chinese ? u"客户端"_s : u"client"_s;
    const QString source = chinese ? u"第 1 次读取"_s : u"read 1"_s;
    BenchInput utf8{u"你好🙂 ok\n"_s.toUtf8(), {}, Encoding::Utf8, source};

    Pane window(&Theme::canvas);
    auto *row = new QHBoxLayout(&window);
    row->setContentsMargins(16, 16, 16, 16);
    row->setSpacing(16);
    auto *firstBench = benchOf({question.first(5), {}, Encoding::Gbk, source});
    row->addLayout(
        columnOf({rulerOf(half, server, client), firstBench, benchOf({"\xf0", "\xc2", Encoding::Gbk})}), 1);
    auto *framesCard = rulerOf(frames, client, server);
    row->addLayout(columnOf({rulerOf(healed, server, client), framesCard, rulerOf(stream, client, server),
                             benchOf(utf8)}),
                   1);
    window.resize(1280, 1080);
    if (!grab(window, arguments))
        return 1;
    const auto *bench = firstBench->findChild<EncodingBenchView *>();
    const auto *ruler = framesCard->findChild<ByteRulerView *>();
    if (bench->rows().size() != 7 || ruler->sentences().isEmpty()) {
        std::fprintf(stderr, "the views show nothing\n");
        return 1;
    }
    return 0;
}
