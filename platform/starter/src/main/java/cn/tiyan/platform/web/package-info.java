/** What every HTTP interface shares: versions, idempotency, callers, and problems for what goes wrong. */
@NullMarked
package cn.tiyan.platform.web;

import org.jspecify.annotations.NullMarked;
