// SPDX-License-Identifier: MIT
// miniqq-lab: the Network Lab from a terminal.
#include <QCommandLineParser>
#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("miniqq-lab"));
    QCoreApplication::setApplicationVersion(QStringLiteral(MINIQQ_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("The Network Lab of MiniQQ. This version only tells its version."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);
    parser.showHelp(2);
}
