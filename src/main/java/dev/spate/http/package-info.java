/// The native API: requests in, replies that follow a log out, problems, and the client's files.
@NullMarked
package dev.spate.http;

import org.jspecify.annotations.NullMarked;
