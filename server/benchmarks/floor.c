/*
 * The floor: what answering costs when nothing is understood. Counts frames that end a stream and
 * answers each with prebuilt octets, all that one read brought with one write. One thread, epoll.
 *
 *   floor PORT off [spin]                   cleartext, prior knowledge
 *   floor PORT CERT.pem KEY.pem [spin]      TLS by OpenSSL, ALPN h2
 *
 * It has no protocol: no flow control, no HPACK, no errors, no limits, no PING. Whatever it is sent, a
 * HEADERS or DATA frame with END_STREAM is a request. It is a bound for a server that sleeps in poll
 * and takes turns with its client, or with spin for one that looks again and again, up to 0.2 ms, before
 * it sleeps; and good for nothing else. The octets of a response are those of the servers it is compared
 * with.
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
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
  PREFACE = 24,
  FRAME_HEADER = 9,
  IN_ROOM = 64 * 1024,
  OUT_ROOM = 1024 * 1024, /* more answers than IN_ROOM octets of requests can ask for */
  EVENTS = 256,
  LONGEST_SPIN = 200 * 1000, /* nanoseconds */
  DATA = 0, HEADERS = 1, SETTINGS = 4,
  END_STREAM = 1, ACK = 1
};

/* SETTINGS with MAX_CONCURRENT_STREAMS 1000 and nothing else. */
static const unsigned char SETTINGS_FRAME[] = {0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 3, 232};
static const unsigned char SETTINGS_ACK[] = {0, 0, 0, 4, 1, 0, 0, 0, 0};
/* :status 200 and content-type text/plain as literal without indexing, then 12 octets of DATA. */
static const unsigned char RESPONSE[] =
    "\0\0\x0e\1\4\0\0\0\0" "\x88\x0f\x10\x0atext/plain"
    "\0\0\x0c\0\1\0\0\0\0" "Hello World\n";
enum { RESPONSE_LENGTH = sizeof RESPONSE - 1, HEADERS_ID = 5, DATA_ID = FRAME_HEADER + 14 + 5 };

struct client {
  int socket;
  SSL *tls;
  size_t skip;             /* octets of the preface or of a payload that are still to come */
  size_t header_length;
  unsigned char header[FRAME_HEADER];
  size_t waiting, written; /* of out, when the socket was full */
  unsigned char *out;
};

static SSL_CTX *context;
static int poller;
static unsigned char in[IN_ROOM], shared_out[OUT_ROOM];

static void fail(const char *what) {
  fprintf(stderr, "floor: %s: %s\n", what, errno ? strerror(errno) : "failed");
  exit(3);
}

static void end(struct client *c) {
  if (c->tls) SSL_free(c->tls);
  close(c->socket);
  free(c->out);
  free(c);
}

/* Octets moved, 0 if it has to wait, -1 at the end of the client. */
static ssize_t moved(struct client *c, ssize_t octets) {
  if (octets > 0) return octets;
  if (c->tls) {
    int error = SSL_get_error(c->tls, (int) octets);
    ERR_clear_error();
    return error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE ? 0 : -1;
  }
  return octets < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

static ssize_t take(struct client *c) {
  return moved(c, c->tls ? SSL_read(c->tls, in, IN_ROOM) : read(c->socket, in, IN_ROOM));
}

static ssize_t give(struct client *c, const unsigned char *out, size_t n) {
  return moved(c, c->tls ? SSL_write(c->tls, out, (int) n) : write(c->socket, out, n));
}

static void watch(struct client *c, int operation, uint32_t events) {
  struct epoll_event event = {.events = events, .data.ptr = c};
  if (epoll_ctl(poller, operation, c->socket, &event) < 0) fail("epoll_ctl");
}

static unsigned char *frame(struct client *c, unsigned char *out) {
  const unsigned char *h = c->header;
  c->skip = (size_t) h[0] << 16 | h[1] << 8 | h[2];
  c->header_length = 0;
  if (h[3] <= HEADERS && (h[4] & END_STREAM)) {
    memcpy(out, RESPONSE, RESPONSE_LENGTH);
    memcpy(out + HEADERS_ID, h + 5, 4);
    memcpy(out + DATA_ID, h + 5, 4);
    return out + RESPONSE_LENGTH;
  }
  if (h[3] == SETTINGS && !(h[4] & ACK)) {
    memcpy(out, SETTINGS_ACK, sizeof SETTINGS_ACK);
    return out + sizeof SETTINGS_ACK;
  }
  return out;
}

/* Answers what was read; returns how many octets the answers have. */
static size_t answer(struct client *c, size_t n, unsigned char *out) {
  unsigned char *start = out;
  size_t at = 0;
  while (at < n) {
    if (c->skip) {
      size_t part = c->skip < n - at ? c->skip : n - at;
      c->skip -= part;
      at += part;
      continue;
    }
    size_t part = FRAME_HEADER - c->header_length;
    if (part > n - at) part = n - at;
    memcpy(c->header + c->header_length, in + at, part);
    c->header_length += part;
    at += part;
    if (c->header_length == FRAME_HEADER) out = frame(c, out);
  }
  return (size_t) (out - start);
}

/* Writes; keeps what the socket does not take. 0, or -1 at the end of the client. */
static int send_all(struct client *c, unsigned char *out, size_t n) {
  size_t done = 0;
  while (done < n) {
    ssize_t octets = give(c, out + done, n - done);
    if (octets < 0) return -1;
    if (octets == 0) {
      if (!c->out && !(c->out = malloc(OUT_ROOM))) fail("malloc");
      memmove(c->out, out + done, n - done);
      c->waiting = n - done;
      watch(c, EPOLL_CTL_MOD, EPOLLOUT);
      return 0;
    }
    done += (size_t) octets;
  }
  if (c->waiting) watch(c, EPOLL_CTL_MOD, EPOLLIN);
  c->waiting = 0;
  return 0;
}

/*
 * A ready client; with TLS as many reads as there are records, then one write. Records that OpenSSL
 * has read ahead are not told of by epoll, nor by SSL_pending until they are decrypted: whoever
 * leaves them waits for ever if the client waits for their answer.
 */
static int serve(struct client *c) {
  if (c->waiting && send_all(c, c->out, c->waiting) < 0) return -1;
  int more = 1;
  while (more && !c->waiting) {
    size_t n = 0;
    do {
      ssize_t octets = take(c);
      if (octets < 0) return -1;
      n += answer(c, (size_t) octets, shared_out + n);
      more = octets > 0 && c->tls && SSL_has_pending(c->tls);
    } while (more && n < OUT_ROOM / 2);
    if (n && send_all(c, shared_out, n) < 0) return -1;
  }
  return 0;
}

static void accept_client(int listening) {
  int socket = accept4(listening, NULL, NULL, SOCK_NONBLOCK), one = 1;
  if (socket < 0) return;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct client *c = calloc(1, sizeof *c);
  if (!c) fail("calloc");
  c->socket = socket;
  c->skip = PREFACE;
  watch(c, EPOLL_CTL_ADD, EPOLLIN);
  if (!context) {
    if (send_all(c, memcpy(shared_out, SETTINGS_FRAME, sizeof SETTINGS_FRAME),
            sizeof SETTINGS_FRAME) < 0) end(c);
    return;
  }
  c->tls = SSL_new(context);
  if (!c->tls) fail("SSL_new");
  SSL_set_fd(c->tls, socket);
  SSL_set_accept_state(c->tls);
}

/* Handshakes happen in reads; what comes first after them is SETTINGS. */
static int serve_tls(struct client *c) {
  int was_open = SSL_is_init_finished(c->tls);
  if (!was_open) {
    ssize_t done = moved(c, SSL_do_handshake(c->tls));
    if (done <= 0) return (int) done;
    memcpy(shared_out, SETTINGS_FRAME, sizeof SETTINGS_FRAME);
    if (send_all(c, shared_out, sizeof SETTINGS_FRAME) < 0) return -1;
  }
  return serve(c);
}

static int select_h2(SSL *tls, const unsigned char **out, unsigned char *length,
                     const unsigned char *offered, unsigned int n, void *unused) {
  (void) tls, (void) unused;
  int found = SSL_select_next_proto((unsigned char **) out, length, (const unsigned char *) "\2h2",
                                    3, offered, n);
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

static void speak_tls(const char *cert, const char *key) {
  context = SSL_CTX_new(TLS_server_method());
  if (!context || SSL_CTX_use_certificate_chain_file(context, cert) != 1 ||
      SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1) {
    ERR_print_errors_fp(stderr);
    errno = 0;
    fail("certificate or key");
  }
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_read_ahead(context, 1);
  SSL_CTX_set_alpn_select_cb(context, select_h2, NULL);
}

static int listen_at(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t) port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int listening = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(listening, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listening, (struct sockaddr *) &address, sizeof address) < 0) fail("bind");
  if (listen(listening, 1024) < 0) fail("listen");
  return listening;
}

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000L + time.tv_nsec;
}

/* As epoll_wait without a timeout, asleep only when nothing comes for long. */
static int spin(struct epoll_event *events) {
  long began = now();
  do {
    int ready = epoll_wait(poller, events, EVENTS, 0);
    if (ready) return ready;
  } while (now() - began < LONGEST_SPIN);
  return epoll_wait(poller, events, EVENTS, -1);
}

int main(int argc, char **argv) {
  int spins = argc > 3 && !strcmp(argv[argc - 1], "spin");
  argc -= spins;
  if (argc != 4 && !(argc == 3 && !strcmp(argv[2], "off"))) {
    fprintf(stderr, "usage: floor PORT off [spin] | floor PORT CERT.pem KEY.pem [spin]\n");
    return 2;
  }
  signal(SIGPIPE, SIG_IGN);
  if (argc == 4) speak_tls(argv[2], argv[3]);
  int listening = listen_at(atoi(argv[1]));
  poller = epoll_create1(0);
  struct epoll_event events[EVENTS], accepting = {.events = EPOLLIN, .data.ptr = NULL};
  if (epoll_ctl(poller, EPOLL_CTL_ADD, listening, &accepting) < 0) fail("epoll_ctl");
  for (;;) {
    int ready = spins ? spin(events) : epoll_wait(poller, events, EVENTS, -1);
    if (ready < 0 && errno != EINTR) fail("epoll_wait");
    for (int i = 0; i < ready; i++) {
      struct client *c = events[i].data.ptr;
      if (!c) accept_client(listening);
      else if ((c->tls ? serve_tls(c) : serve(c)) < 0) end(c);
    }
  }
}
