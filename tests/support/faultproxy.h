// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTcpServer>

#include <memory>
#include <vector>

class QTcpSocket;

namespace miniqq::test {

/// A bad network in this process: whoever dials its port reaches the target's, through faults that a test
/// switches on. Bytes keep their order, whatever happens to them. Belongs to one thread with an event loop.
class FaultProxy final : public QObject
{
    Q_OBJECT

public:
    enum class Way { ToServer, ToClient };

    explicit FaultProxy(quint16 target);
    ~FaultProxy() override;

    quint16 port() const { return m_server.serverPort(); }
    int connections() const; ///< that are open now
    int dialled() const { return m_dialled; }

    /// Nothing is wrong any more; connections that were stalled go on.
    void heal();
    /// Nothing gets through that way; the connections stay open, and their senders learn nothing.
    void stall(Way way);
    /// Each piece takes so long, 0: none.
    void setDelay(int milliseconds) { m_delayMs = milliseconds; }
    /// At most so many bytes a second that way, 0: any number.
    void setRate(Way way, int bytesPerSecond);
    /// The connections end, in the middle of whatever, after so many more bytes that way.
    void cutAfter(Way way, qint64 bytes);
    /// One bit of the next byte that way is turned over.
    void corruptNext(Way way);
    void closeAll(); ///< FIN to both ends
    void resetAll(); ///< RST to both ends
    /// Who dials from now on is closed at once.
    void setRefusing(bool refusing) { m_refusing = refusing; }

private:
    class Pipe;
    struct Direction
    {
        bool stalled = false;
        bool corrupts = false;
        int rate = 0;
        qint64 bytesToCut = -1; // -1: never
    };

    Direction &direction(Way way) { return m_directions[size_t(way)]; }
    void accept();
    void forget(Pipe *pipe);

    const quint16 m_target;
    QTcpServer m_server;
    Direction m_directions[2];
    int m_delayMs = 0;
    bool m_refusing = false;
    int m_dialled = 0;
    std::vector<std::unique_ptr<Pipe>> m_pipes;
};

} // namespace miniqq::test
