/** Contributions, commendations and dormant experiencers over HTTP. */
@NullMarked
package cn.tiyan.experiencer.contribution.web;

import org.jspecify.annotations.NullMarked;
