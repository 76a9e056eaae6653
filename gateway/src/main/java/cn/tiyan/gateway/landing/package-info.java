/** What a person sees who opens the gateway's address in a browser. */
package cn.tiyan.gateway.landing;
