// SPDX-License-Identifier: MIT
// miniqq-lab: the Network Lab from a terminal.
#include "app/lab/cli/program.h"
#include "common/base/terminationsignals.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

int main(int argc, char **argv)
{
    using namespace miniqq;

    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("miniqq-lab"));
    QTranslator translator;
    const bool isChinese = QLocale::system().language() == QLocale::Chinese;
    if (translator.load(isChinese ? QStringLiteral(":/i18n/miniqq_zh_CN.qm")
                                  : QStringLiteral(":/i18n/miniqq_en.qm")))
        QCoreApplication::installTranslator(&translator);
    TerminationSignals termination;
    std::variant<lab::Program::Running, int> start = lab::Program::start(QCoreApplication::arguments());
    if (const int *status = std::get_if<int>(&start))
        return *status;

    auto &running = std::get<lab::Program::Running>(start);
    QObject::connect(&termination, &TerminationSignals::terminationRequested, running.command.get(),
                     [&running] {
                         running.command->stop();
                         running.session->end(0);
                     });
    const int status = QCoreApplication::exec();
    running.command.reset(); // closes what is still open, and that is written too
    return running.session->close(status);
}
