// A disk that hangs, preloaded into a program: what reads or writes files of the file system STALL_DISK is in does not return
// while the file STALL_WHILE exists. Only SIGKILL and the program's end get past it, and both do.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const struct timespec MOMENT = {.tv_sec = 0, .tv_nsec = 5000000};

static const char *flag;
static dev_t disk;

__attribute__((constructor)) static void find(void) {
  struct stat status;
  const char *directory = getenv("STALL_DISK");
  if (directory != NULL && stat(directory, &status) == 0) {
    disk = status.st_dev;
    flag = getenv("STALL_WHILE");
  }
}

static void wait_for(int fd) {
  struct stat status;
  while (flag != NULL && access(flag, F_OK) == 0 && fstat(fd, &status) == 0 && status.st_dev == disk) {
    nanosleep(&MOMENT, NULL);
  }
}

// NAME(fd, …) waits, then does what the next library calls so.
#define STALLED(result, name, parameters, arguments)                 \
  result name parameters {                                           \
    static result(*next) parameters;                                 \
    if (next == NULL) next = (result(*) parameters)dlsym(RTLD_NEXT, #name); \
    wait_for(fd);                                                    \
    return next arguments;                                           \
  }

STALLED(ssize_t, read, (int fd, void *bytes, size_t count), (fd, bytes, count))
STALLED(ssize_t, pread64, (int fd, void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
STALLED(ssize_t, write, (int fd, const void *bytes, size_t count), (fd, bytes, count))
STALLED(ssize_t, writev, (int fd, const struct iovec *parts, int count), (fd, parts, count))
STALLED(ssize_t, pwrite64, (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
STALLED(int, ftruncate64, (int fd, off64_t length), (fd, length))
STALLED(int, fsync, (int fd), (fd))
STALLED(int, fdatasync, (int fd), (fd))
