/** The organisation tree over HTTP. */
@NullMarked
package cn.tiyan.experiencer.organisation.web;

import org.jspecify.annotations.NullMarked;
