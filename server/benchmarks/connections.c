/*
 * New connections at full speed: opens so many at a time, each asks for / once, is closed by both
 * sides, and is followed by another. One thread, epoll.
 *
 *   connections PORT off|tls AT_ONCE for SECONDS
 *   connections PORT off|tls AT_ONCE COUNT
 *
 * A connection counts when "Hello World" has come, and the server has closed its side after ours:
 * until then the kernel might have accepted it, and not the server. TLS is OpenSSL's with ALPN h2; no
 * session is offered again, so every handshake is a full one, and certificates are not looked at
 * beyond the signature that the handshake itself checks. Clients come from many addresses of
 * 127.0.0.0/8, lest ports run out that wait (TIME_WAIT) after they were closed.
 *
 * Prints: connections, seconds, share of its core that it used. A server that answers anything else
 * ends it with exit code 3.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  FRAME_HEADER = 9,
  IN_ROOM = 16 * 1024,
  EVENTS = 256,
  MOST_AT_ONCE = 1000,
  ADDRESSES = 250,
  STALLED_MS = 10000,
  DATA = 0, HEADERS = 1, RST_STREAM = 3, GOAWAY = 7,
  END_STREAM = 1,
  CONTENT = 12 /* octets of "Hello World\n" */
};

/* The client preface, SETTINGS, and GET / with END_STREAM on stream 1; :scheme is set by main. */
static unsigned char request[] =
    "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" "\0\0\0\4\0\0\0\0\0"
    "\0\0\x0e\1\5\0\0\0\1" "\x82\x86\x84\x01\x09localhost";
enum { REQUEST_LENGTH = sizeof request - 1, SCHEME = 24 + 9 + 9 + 1 };

enum state { CONNECTING, SHAKING, ASKING, ENDING };

struct connection {
  int socket;
  enum state state;
  SSL *tls;
  size_t skip; /* octets of a payload that are still to come */
  size_t header_length;
  unsigned char header[FRAME_HEADER];
  size_t content; /* octets of the response */
  int answered;
};

static SSL_CTX *context;
static int poller, port, at_once, open_now;
static long begun, done;
static unsigned char in[IN_ROOM];

static void fail(const char *what) {
  fprintf(stderr, "connections: %s: %s\n", what, errno ? strerror(errno) : "not as expected");
  exit(3);
}

static void fail_tls(const char *what) {
  fprintf(stderr, "connections: %s: %s\n", what, ERR_reason_error_string(ERR_peek_last_error()));
  exit(3);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + (double) time.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (double) (used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         (double) (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void watch(struct connection *c, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = c};
  if (epoll_ctl(poller, operation, c->socket, &event) < 0) fail("epoll_ctl");
}

static struct sockaddr_in address(uint32_t host, int of_port) {
  return (struct sockaddr_in) {.sin_family = AF_INET, .sin_port = htons((uint16_t) of_port),
                               .sin_addr.s_addr = htonl(host)};
}

static void begin(void) {
  struct connection *c = calloc(1, sizeof *c);
  if (!c) fail("calloc");
  int one = 1;
  struct sockaddr_in from = address(INADDR_LOOPBACK + 1 + (uint32_t) (begun % ADDRESSES), 0);
  struct sockaddr_in to = address(INADDR_LOOPBACK, port);
  c->socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (c->socket < 0) fail("socket");
  setsockopt(c->socket, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
  setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (bind(c->socket, (struct sockaddr *) &from, sizeof from) < 0) fail("bind");
  if (connect(c->socket, (struct sockaddr *) &to, sizeof to) < 0 && errno != EINPROGRESS)
    fail("connect");
  if (context) {
    c->tls = SSL_new(context);
    if (!c->tls) fail_tls("SSL_new");
    SSL_set_fd(c->tls, c->socket);
    SSL_set_connect_state(c->tls);
  }
  begun++;
  open_now++;
  watch(c, EPOLL_CTL_ADD, EPOLLOUT);
}

static void end(struct connection *c) {
  if (c->tls) SSL_free(c->tls);
  close(c->socket);
  free(c);
  open_now--;
  done++;
}

/* The socket has room for all of it, being new. */
static void ask(struct connection *c) {
  ssize_t octets = c->tls ? SSL_write(c->tls, request, REQUEST_LENGTH)
                          : write(c->socket, request, REQUEST_LENGTH);
  if (octets != REQUEST_LENGTH) fail("the request was not taken");
  c->state = ASKING;
  watch(c, EPOLL_CTL_MOD, EPOLLIN);
}

static void shake(struct connection *c) {
  int result = SSL_do_handshake(c->tls);
  if (result == 1) {
    const unsigned char *protocol;
    unsigned int length;
    SSL_get0_alpn_selected(c->tls, &protocol, &length);
    if (length != 2 || memcmp(protocol, "h2", 2)) fail("ALPN");
    ask(c);
    return;
  }
  int error = SSL_get_error(c->tls, result);
  if (error != SSL_ERROR_WANT_READ) fail_tls("TLS handshake");
  if (c->state == CONNECTING) watch(c, EPOLL_CTL_MOD, EPOLLIN);
  c->state = SHAKING;
}

static void connected(struct connection *c) {
  int error = 0;
  socklen_t length = sizeof error;
  getsockopt(c->socket, SOL_SOCKET, SO_ERROR, &error, &length);
  errno = error;
  if (error) fail("connect");
  if (c->tls) shake(c);
  else ask(c);
}

static void frame(struct connection *c) {
  const unsigned char *h = c->header;
  size_t length = (size_t) h[0] << 16 | h[1] << 8 | h[2];
  c->skip = length;
  c->header_length = 0;
  errno = 0;
  if (h[3] == RST_STREAM || h[3] == GOAWAY) fail("the server reset the stream or said GOAWAY");
  if (h[3] == DATA) c->content += length;
  if ((h[3] == DATA || h[3] == HEADERS) && (h[4] & END_STREAM)) c->answered = 1;
}

static void parse(struct connection *c, size_t n) {
  size_t at = 0;
  while (at < n) {
    size_t wanted = c->skip ? c->skip : FRAME_HEADER - c->header_length;
    size_t part = wanted < n - at ? wanted : n - at;
    if (c->skip) {
      c->skip -= part;
    } else {
      memcpy(c->header + c->header_length, in + at, part);
      c->header_length += part;
      if (c->header_length == FRAME_HEADER) frame(c);
    }
    at += part;
  }
}

/* Octets read, 0 if there are none yet. */
static size_t take(struct connection *c) {
  errno = 0;
  if (c->tls) {
    int octets = SSL_read(c->tls, in, IN_ROOM);
    if (octets > 0) return (size_t) octets;
    if (SSL_get_error(c->tls, octets) != SSL_ERROR_WANT_READ) fail_tls("closed before it answered");
    return 0;
  }
  ssize_t octets = read(c->socket, in, IN_ROOM);
  if (octets == 0 || (octets < 0 && errno != EAGAIN)) fail("closed before it answered");
  return octets < 0 ? 0 : (size_t) octets;
}

static void receive(struct connection *c) {
  size_t n;
  while (!c->answered && (n = take(c)) > 0) parse(c, n);
  if (!c->answered || c->skip) return;
  if (c->content != CONTENT) fail("the content is not Hello World");
  if (c->tls) SSL_shutdown(c->tls);
  if (shutdown(c->socket, SHUT_WR) < 0) fail("shutdown");
  c->state = ENDING;
}

/* Takes what is left, tickets and SETTINGS, lest closing resets the connection. */
static void drain(struct connection *c) {
  ssize_t octets;
  do octets = read(c->socket, in, IN_ROOM);
  while (octets > 0);
  if (octets < 0 && errno != EAGAIN) fail("reset when it had answered");
  if (octets == 0) end(c);
}

static void go_on(struct connection *c) {
  if (c->state == CONNECTING) connected(c);
  else if (c->state == SHAKING) shake(c);
  else {
    if (c->state == ASKING) receive(c);
    if (c->state == ENDING) drain(c);
  }
}

static void speak_tls(void) {
  context = SSL_CTX_new(TLS_client_method());
  if (!context) fail_tls("SSL_CTX_new");
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_alpn_protos(context, (const unsigned char *) "\2h2", 3);
  request[SCHEME] = 0x87;
}

int main(int argc, char **argv) {
  int timed = argc == 6 && !strcmp(argv[4], "for");
  if (argc != 5 + timed || (strcmp(argv[2], "off") && strcmp(argv[2], "tls")) ||
      (port = atoi(argv[1])) <= 0 || (at_once = atoi(argv[3])) <= 0 || at_once > MOST_AT_ONCE ||
      atof(argv[4 + timed]) <= 0) {
    fprintf(stderr, "usage: connections PORT off|tls AT_ONCE for SECONDS | ... AT_ONCE COUNT\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  if (!strcmp(argv[2], "tls")) speak_tls();
  poller = epoll_create1(0);
  struct epoll_event events[EVENTS];
  double start = now(), stop = timed ? start + atof(argv[5]) : 0;
  long count = timed ? 0 : atol(argv[4]);
  for (;;) {
    while (open_now < at_once && (timed ? now() < stop : begun < count)) begin();
    if (open_now == 0) break;
    int ready = epoll_wait(poller, events, EVENTS, STALLED_MS);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    errno = 0;
    if (ready == 0) fail("no connection went on for 10 s");
    for (int i = 0; i < ready; i++) go_on(events[i].data.ptr);
  }
  double seconds = now() - start;
  printf("%ld %.3f %.2f\n", done, seconds, cpu_seconds() / seconds);
  return 0;
}
