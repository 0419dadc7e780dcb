/* The floor: what a token costs when nothing but the kernel's work is left. One thread, epoll, one
 * write for each token; all streams have one period, so whoever has had its turn is, as a rule, the
 * last to be due again, and a list is the queue.
 *
 *   GET   data: {"text":"@17 123456789012345 "}         stamped with the planned time
 *   POST  data: {…"delta":{"content":"@17 1234… "}…}    a chat completion's chunk, stamped with the
 *                                                       time at which it is written
 *
 * Usage: floor PORT PERIOD_NANOS. Ends with its standard input. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define READY_AT_ONCE 512
#define BACKLOG 4096
#define SECOND 1000000000L

static const char HEAD[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
    "Transfer-Encoding: chunked\r\n\r\n";
static const char EVENT[] = "data: {\"text\":\"@%ld %ld \"}\n\n";
static const char CHUNK[] =
    "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,"
    "\"model\":\"bench\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"@%ld %ld \"},"
    "\"finish_reason\":null}]}\n\n";

struct stream {
  int fd;
  int is_completion;
  int is_started;
  int new_lines;       /* in a row: four end the request's head */
  int blocked;         /* waits until it can be written, out of the queue */
  int is_queued;
  long number;
  long due;
  size_t from, to;     /* of what is left in `rest` */
  char rest[512];
  struct stream *before, *after; /* in the queue */
};

static int poll_fd;
static long period;
static struct stream *first, *last;

static long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * SECOND + t.tv_nsec;
}

/* By when it is due: only those that have fallen behind pass others. */
static void enqueue(struct stream *s) {
  struct stream *before = last;
  while (before && before->due > s->due) before = before->before;
  s->before = before;
  s->after = before ? before->after : first;
  if (s->before) s->before->after = s;
  else first = s;
  if (s->after) s->after->before = s;
  else last = s;
  s->is_queued = 1;
}

static void dequeue(struct stream *s) {
  if (s->before) s->before->after = s->after;
  else first = s->after;
  if (s->after) s->after->before = s->before;
  else last = s->before;
  s->is_queued = 0;
}

static void leave(struct stream *s) {
  if (s->is_queued) dequeue(s);
  close(s->fd);
  free(s);
}

static void wait_for(struct stream *s, unsigned events) {
  struct epoll_event event = {.events = events, .data.ptr = s};
  epoll_ctl(poll_fd, EPOLL_CTL_MOD, s->fd, &event);
}

/* What can't be written now waits. 0 when the client has left. */
static int send_rest(struct stream *s) {
  ssize_t n = write(s->fd, s->rest + s->from, s->to - s->from);
  if (n < 0 && errno != EAGAIN) return 0;
  if (n > 0) s->from += n;
  s->blocked = s->from < s->to;
  return 1;
}

static int say(struct stream *s) {
  char event[400];
  if (period == 0) s->due = now();
  long stamp = s->is_completion ? now() : s->due;
  int length = s->is_completion ? snprintf(event, sizeof event, CHUNK, s->number, stamp)
                                : snprintf(event, sizeof event, EVENT, s->number, stamp);
  s->from = 0;
  s->to = snprintf(s->rest, sizeof s->rest, "%x\r\n%s\r\n", length, event);
  s->number++;
  s->due += period;
  return send_rest(s);
}

/* Says its next token; it is not in the queue. */
static void turn(struct stream *s) {
  if (!say(s)) leave(s);
  else if (s->blocked) wait_for(s, EPOLLIN | EPOLLOUT);
  else enqueue(s);
}

static void start(struct stream *s) {
  s->is_started = 1;
  s->number = 1;
  s->due = now();
  if (write(s->fd, HEAD, sizeof HEAD - 1) < 0) leave(s);
  else turn(s);
}

static void read_request(struct stream *s) {
  char bytes[4096];
  ssize_t n = read(s->fd, bytes, sizeof bytes);
  if (n <= 0) {
    if (n == 0 || errno != EAGAIN) leave(s);
    return;
  }
  if (s->is_started) return; /* its body */
  if (s->new_lines == 0 && bytes[0] == 'P') s->is_completion = 1;
  for (ssize_t i = 0; i < n && s->new_lines < 4; i++)
    s->new_lines = bytes[i] == '\r' || bytes[i] == '\n' ? s->new_lines + 1 : 0;
  if (s->new_lines == 4) start(s);
}

static void proceed(struct stream *s, unsigned events) {
  if (events & (EPOLLERR | EPOLLHUP)) {
    leave(s);
    return;
  }
  if (events & EPOLLOUT && s->blocked) {
    if (!send_rest(s)) {
      leave(s);
      return;
    }
    if (!s->blocked) {
      wait_for(s, EPOLLIN);
      enqueue(s);
    }
  }
  if (events & EPOLLIN) read_request(s);
}

static void accept_all(int listener) {
  int fd, on = 1;
  while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
    struct stream *s = calloc(1, sizeof *s);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = s};
    s->fd = fd;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
  }
}

static int listen_on(int port) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (bind(fd, (struct sockaddr *)&address, sizeof address) || listen(fd, BACKLOG)) {
    perror("floor");
    exit(1);
  }
  return fd;
}

/* Those whose time has come; a stream without a period is due again a moment later. */
static void play(void) {
  long time = now();
  while (first && first->due <= time) {
    struct stream *s = first;
    dequeue(s);
    turn(s);
  }
}

static int wait_for_events(struct epoll_event *events) {
  long left = first ? first->due - now() : SECOND;
  struct timespec wait = {left > 0 ? left / SECOND : 0, left > 0 ? left % SECOND : 0};
  return epoll_pwait2(poll_fd, events, READY_AT_ONCE, &wait, NULL);
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  static char input, listening; /* their addresses tell them from streams */
  struct epoll_event events[READY_AT_ONCE];
  struct epoll_event of_input = {.events = EPOLLIN, .data.ptr = &input};
  struct epoll_event of_listener = {.events = EPOLLIN, .data.ptr = &listening};
  int listener = listen_on(atoi(arguments[1]));
  period = atol(arguments[2]);
  signal(SIGPIPE, SIG_IGN);
  poll_fd = epoll_create1(0);
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, 0, &of_input);
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, listener, &of_listener);
  while (1) {
    int ready = wait_for_events(events);
    for (int i = 0; i < ready; i++) {
      if (events[i].data.ptr == &input) return 0;
      if (events[i].data.ptr == &listening) accept_all(listener);
      else proceed(events[i].data.ptr, events[i].events);
    }
    play();
  }
}
