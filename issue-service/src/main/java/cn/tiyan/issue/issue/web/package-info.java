/** Reading issues and taking them through their life over HTTP. */
@NullMarked
package cn.tiyan.issue.issue.web;

import org.jspecify.annotations.NullMarked;
