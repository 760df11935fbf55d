// SPDX-License-Identifier: MIT
#include "common/net/socketbio.h"

#include <cerrno>

#include <sys/socket.h>

#include <openssl/bio.h>

namespace miniqq::net {
namespace {

SocketBio &stateOf(BIO *bio)
{
    return *static_cast<SocketBio *>(BIO_get_data(bio));
}

bool shouldRetry(int errorNumber)
{
    return errorNumber == EAGAIN || errorNumber == EWOULDBLOCK || errorNumber == EINTR;
}

int writeSocket(BIO *bio, const char *data, int size)
{
    SocketBio &state = stateOf(bio);
    BIO_clear_retry_flags(bio);
    const ssize_t sent = ::send(state.fd, data, size_t(size), MSG_NOSIGNAL);
    if (sent < 0 && shouldRetry(errno))
        BIO_set_retry_write(bio);
    else if (sent < 0)
        state.errorNumber = errno;
    return int(sent);
}

int readSocket(BIO *bio, char *data, int size)
{
    SocketBio &state = stateOf(bio);
    BIO_clear_retry_flags(bio);
    const ssize_t got = ::recv(state.fd, data, size_t(size), 0);
    if (got == 0)
        BIO_set_flags(bio, BIO_FLAGS_IN_EOF);
    else if (got < 0 && shouldRetry(errno))
        BIO_set_retry_read(bio);
    else if (got < 0)
        state.errorNumber = errno;
    return int(got);
}

long controlSocket(BIO *bio, int command, long, void *)
{
    switch (command) {
    case BIO_CTRL_FLUSH:
        return 1;
    case BIO_CTRL_EOF:
        return BIO_test_flags(bio, BIO_FLAGS_IN_EOF) != 0;
    default:
        return 0;
    }
}

const BIO_METHOD *socketMethod()
{
    static const BIO_METHOD *const method = [] {
        BIO_METHOD *made = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "miniqq socket");
        if (made) {
            BIO_meth_set_write(made, writeSocket);
            BIO_meth_set_read(made, readSocket);
            BIO_meth_set_ctrl(made, controlSocket);
        }
        return made;
    }();
    return method;
}

} // namespace

BIO *makeSocketBio(SocketBio &state)
{
    const BIO_METHOD *const method = socketMethod();
    BIO *const bio = method ? BIO_new(method) : nullptr;
    if (bio) {
        BIO_set_data(bio, &state);
        BIO_set_init(bio, 1);
    }
    return bio;
}

} // namespace miniqq::net
