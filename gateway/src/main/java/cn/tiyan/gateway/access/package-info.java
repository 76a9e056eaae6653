/** Who may come in: access tokens, web origins, and requests that look like an attack. */
package cn.tiyan.gateway.access;
