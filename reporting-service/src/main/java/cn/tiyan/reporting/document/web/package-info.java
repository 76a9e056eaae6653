/** Documents and the texts that go into them, over HTTP. */
@NullMarked
package cn.tiyan.reporting.document.web;

import org.jspecify.annotations.NullMarked;
